"""Packages whose names are imported when they are used, so that what needs little starts fast.

For the same reason nothing is imported here that only the type checker needs.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def lazily(package: str, modules: "Mapping[str, str]") -> "Callable[[str], Any]":
    """A module's `__getattr__`: each name comes from the module of the package that holds it."""

    def get(name: str) -> "Any":
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return get
