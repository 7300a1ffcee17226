"""The shell of a page: what it may do, how it looks, in which language it is."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files

from vasterviksmodell.i18n.wording import Language


def page(main: str, language: Language, more: str = "", script: str = "", styles: str = "") -> Iterator[str]:
    """Yield a page that loads nothing: its policy allows no request, and only the style and script that it holds.

    `more`: markup after the main part, such as data that the script reads. `styles`: rules after the usual ones.
    """
    style = _style() + styles
    yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{_title(main)}</title>\n<style>{style}</style>\n</head>\n"
    yield f"<body>\n<main>\n{main}</main>\n{more}"
    yield f"<script>{script}</script>\n" if script else ""
    yield "</body>\n</html>\n"


def _title(main: str) -> str:
    """Return the text of the first heading."""
    _, _, rest = main.partition("<h1>")
    return rest.partition("</h1>")[0] or "vasterviksmodell"


def _policy(style: str, script: str) -> str:
    allowed = f"default-src 'none'; style-src {_digest(style)}; base-uri 'none'; form-action 'none'"
    return f"{allowed}; script-src {_digest(script)}" if script else allowed


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _style() -> str:
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8")
