"""Optional packages, installed with extras: imported when they are used, named in an error when they are missing.

The error says how to install them, and never by this program's name alone: on an index that name may be anybody's.
"""

from vasterviksmodell.frozen_value import FrozenException

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class MissingExtra(FrozenException, ImportError):  # noqa: N818 - an outcome, not an accident
    """A package that an extra installs is needed and cannot be imported."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        super().__init__(f"{what} needs {package}: {install_command(extra)}")
        self.what = what
        self.package = package
        self.extra = extra

    def _made_from(self) -> "tuple[Any, ...]":
        return self.what, self.package, self.extra


def from_extra(extra: str, module: str, what: str) -> "Any":
    """Return a module that an extra installs; raise `MissingExtra`, which says what needs it and how to install it.

    >>> from_extra("excel", "no_such_package.reader", "reading .xlsx")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    vasterviksmodell.extras.MissingExtra: reading .xlsx needs no_such_package: pip install ...
    """
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(what, module.partition(".")[0], extra) from error


def install_command(extra: str) -> str:
    """Return the command that installs an extra from where this program was installed from.

    Where that is not known, or is there no longer, the command names the packages of the extra instead.
    """
    from shlex import quote

    where = _installed_from()
    if where is not None:
        option, before, after = where
        return f"pip install {option}{quote(f'{before}[{extra}]{after}')}"
    return " ".join(("pip install", *map(quote, _packages(extra))))


def _installed_from() -> "tuple[str, str, str] | None":
    """Return pip's option, and what stands before and after the extra, by the record of the installation (PEP 610)."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        record = json.loads(distribution(_NAME).read_text("direct_url.json") or "null")
    except (PackageNotFoundError, ValueError):
        return None
    return None if record is None else _by_record(record)


def _by_record(record: "dict[str, Any]") -> "tuple[str, str, str] | None":
    from pathlib import Path
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    url = record["url"]
    if "vcs_info" in record:
        version = record["vcs_info"]
        folder = f"#subdirectory={record['subdirectory']}" if "subdirectory" in record else ""
        return "", _NAME, f" @ {version['vcs']}+{url}@{version['commit_id']}{folder}"
    if not url.startswith("file:"):
        return "", _NAME, f" @ {url}"
    path = url2pathname(urlsplit(url).path)
    editable = record.get("dir_info", {}).get("editable", False)
    return ("--editable " if editable else "", path, "") if Path(path).exists() else None


def _packages(extra: str) -> list[str]:
    """Return what an extra installs, with the versions that it needs."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        stated = requires(_NAME) or []
    except PackageNotFoundError:
        stated = []
    asked = (requirement.partition(";") for requirement in stated)
    return [package.strip() for package, _, marker in asked if f"extra == '{extra}'" in marker.replace('"', "'")]


_NAME = "vasterviksmodell"
