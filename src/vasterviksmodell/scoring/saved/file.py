"""The bytes of a saved ranking → its document, valid: quickly when it is sound, with care to tell what is wrong."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from math import isfinite
from typing import Any, ClassVar, Literal, NoReturn, TypeVar

from pydantic import ConfigDict, Field, ValidationError

from vasterviksmodell.i18n import Message, Phrase, written
from vasterviksmodell.i18n.wording import same
from vasterviksmodell.scoring.saved.saved_sites import Part, SavedSite
from vasterviksmodell.source.json_scan import Way

_NO_OBJECT = Message("it is no JSON object")
Kind = TypeVar("Kind", bound=Part)
_LONGEST_NUMBER = 300
_NO_NUMBERS = (b"NaN", b"Infinity")
"""What some programs take for numbers in JSON."""
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""What may be half of a character, which no text can hold alone."""


class _Whole(Part):
    """A part that keeps also what else it says."""

    model_config: ClassVar = ConfigDict(extra="allow")


class _Input(_Whole):
    path: str
    sha256: str
    format: str
    dialect: dict[str, str]
    sites: int


class _Counts(Part):
    sites: int
    qualified: int
    unverified: int
    excluded: int


class SavedFile(_Whole):
    schema_: Literal["vasterviksmodell/ranking/1"] = Field(alias="schema")
    version: str
    counts: _Counts
    inputs: list[_Input]
    changes: list[Any] = Field(default=[])
    criteria: dict[str, Any]
    sites: list[SavedSite]

    @property
    def rest(self) -> dict[str, Any]:
        """All that it says, but for its sites, as plain values."""
        return self.model_dump(by_alias=True, exclude={"sites"}, exclude_unset=True)


class Problem(Exception):  # noqa: N818 - what is wrong with a document
    """Why a text is no ranking, and the way to what is wrong."""

    def __init__(self, what: Phrase, way: Sequence[str | int] = ()) -> None:
        super().__init__(written(what, "en"))
        self.what = what
        self.way = way


def read_at_once(content: bytes) -> SavedFile:
    """Return a sound ranking, quickly; `ValueError` when something may be wrong in what is looked at."""
    if any(word in content for word in _NO_NUMBERS):
        raise ValueError("perhaps not JSON")
    file = SavedFile.model_validate_json(content.removeprefix(BOM_UTF8))
    _document(json.dumps(file.rest, allow_nan=False))
    return file


def read_with_care(text: str) -> SavedFile:
    """Return the same slowly; `Problem`, `JSONDecodeError` or `RecursionError` say what is wrong."""
    document = _document(text)
    if not isinstance(document, dict):
        raise Problem(_NO_OBJECT)
    return valid(SavedFile, document)


def valid(kind: type[Kind], said: Any, way: Way = ()) -> Kind:
    """Return an object of the document, to which a way leads; `Problem` when it is not of the kind."""
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        steps = (*way, *detail["loc"])
        raise Problem(same(f"{'.'.join(map(str, steps))}: {detail['msg']}"), steps) from None


def _document(text: str) -> Any:
    """Return what a text says, strictly: no numbers that are none, none too large for a computer, no halves of
    characters.
    """

    def refused(number: str) -> NoReturn:
        raise json.JSONDecodeError("Expecting value", text, text.index(number))

    def finite(number: str) -> float:
        return value if isfinite(value := float(number)) else refused(number)

    def whole(number: str) -> int:
        return int(number) if len(number) < _LONGEST_NUMBER else refused(number)

    document = json.loads(text, parse_float=finite, parse_int=whole, parse_constant=refused)
    half = _ESCAPED_HALF.search(text)
    if half and _HALF.search(json.dumps(document, ensure_ascii=False)):
        raise json.JSONDecodeError("Half of a character", text, half.start())
    return document


_PATHS_HALF = re.compile(r"\\u(d[89a-f][0-9a-f]{2})")
"""Half of a character as an escape: Python has it in the place of such a byte."""


def path_as_text(path: str) -> str:
    r"""Return a path as text: what is no text in it as an escape.

    >>> path_as_text("orter\udce5.csv")
    'orter\\udce5.csv'
    """
    return path.encode("utf-8", "backslashreplace").decode()


def path_from_text(text: str) -> str:
    r"""Return the path that is written so. A name may hold such an escape itself: look first for that.

    >>> path_from_text("orter\\udce5.csv")
    'orter\udce5.csv'
    """
    return _PATHS_HALF.sub(lambda found: chr(int(found[1], 16)), text)
