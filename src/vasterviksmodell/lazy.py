"""Packages whose names are imported when they are first used, so that commands that need little start fast.

For the same reason this module imports nothing that only the type checker needs.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def lazily(package: str, modules: "Mapping[str, str]") -> "Callable[[str], Any]":
    """Return a `__getattr__` for a package: each name comes from the module that `modules` names."""

    def get(name: str) -> "Any":
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return get
