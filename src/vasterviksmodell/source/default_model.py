"""Where the default model stands; a module of its own, because completion asks for it and must start fast."""

from pathlib import Path


def default_criteria_path() -> Path:
    """Return the path of the default model: in the installed package, or at the root of a checkout."""
    packed = Path(__file__).parent.parent / "criteria.yaml"
    return packed if packed.exists() else Path(__file__).parents[3] / "criteria.yaml"
