"""Optional packages, installed with extras: imported when they are used, named in an error when they are missing."""

from vasterviksmodell.frozen_value import FrozenException

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class MissingExtra(FrozenException, ImportError):  # noqa: N818 - an outcome, not an accident
    """A package that an extra installs is needed and cannot be imported."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        super().__init__(f"{what} needs {package}: pip install 'vasterviksmodell[{extra}]'")
        self.what = what
        self.package = package
        self.extra = extra

    def _made_from(self) -> "tuple[Any, ...]":
        return self.what, self.package, self.extra


def from_extra(extra: str, module: str, what: str) -> "Any":
    """Return a module that an extra installs; raise `MissingExtra`, which says what needs it and how to install it.

    >>> from_extra("excel", "no_such_package.reader", "reading .xlsx")
    Traceback (most recent call last):
    vasterviksmodell.extras.MissingExtra: reading .xlsx needs no_such_package: pip install 'vasterviksmodell[excel]'
    """
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(what, module.partition(".")[0], extra) from error
