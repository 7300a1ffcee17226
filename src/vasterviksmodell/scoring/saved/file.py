"""The bytes of a saved ranking → its validated document: quickly when it is valid, carefully to report faults."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Sequence
from math import isfinite
from typing import Any, ClassVar, Literal, NoReturn, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from vasterviksmodell.criteria import ModelFile
from vasterviksmodell.i18n import Message, Phrase, written
from vasterviksmodell.i18n.wording import same
from vasterviksmodell.scoring.saved.pieces import Pieces
from vasterviksmodell.scoring.saved.saved_sites import Part, SavedBlind, SavedRedaction, SavedSite
from vasterviksmodell.source.json_scan import Way

_NO_OBJECT = Message("it is not a JSON object")
Kind = TypeVar("Kind", bound=Part)
_LONGEST_NUMBER = 300
_NON_JSON_NUMBERS = (b"NaN", b"Infinity")
"""Constants that some programs write as numbers in JSON."""
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""An escape of what may be half of a character (a surrogate), which cannot stand alone."""


class _OpenPart(Part):
    """A part that keeps its unknown keys."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="allow")


class _Input(_OpenPart):
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


class _Actions(_OpenPart):
    until: str


class _CriteriaFile(_OpenPart):
    path: str | None
    sha256: str

    def domain(self) -> ModelFile:
        return ModelFile(self.path, self.sha256)


class SavedFile(_OpenPart):
    schema_: Literal["vasterviksmodell/ranking/1", "vasterviksmodell/ranking/2"] = Field(alias="schema")
    version: str
    counts: _Counts
    inputs: list[_Input]
    changes: list[Any] = Field(default=[])
    actions: _Actions | None = None
    redaction: SavedRedaction | None = None
    blind: SavedBlind | None = None
    criteria_file: _CriteriaFile | None = None
    criteria: dict[str, Any]
    sites: list[SavedSite]

    @property
    def header(self) -> dict[str, Any]:
        """The document without its sites, as plain values."""
        return self.model_dump(by_alias=True, exclude={"sites"}, exclude_unset=True)


def _sites() -> Callable[[bytes], list[SavedSite]]:
    """Return what reads a list of sites; to make it takes its time."""
    return TypeAdapter(list[SavedSite]).validate_json


class Problem(Exception):  # noqa: N818 - what is wrong with a document
    """Why a text is not a ranking, and the keys that lead to the fault."""

    def __init__(self, what: Phrase, way: Sequence[str | int] = ()) -> None:
        super().__init__(written(what, "en"))
        self.what = what
        self.way = way


SitesInPieces = Iterable[Sequence[SavedSite]]
"""The sites of a document, some at a time."""


def read_quickly(content: bytes) -> tuple[SavedFile, SitesInPieces]:
    """Read a valid ranking quickly, its sites while they are asked for; `ValueError` when there may be a fault."""
    if any(word in content for word in _NON_JSON_NUMBERS):
        raise ValueError("perhaps not JSON")
    pieces = Pieces.of(content.removeprefix(BOM_UTF8))
    file = SavedFile.model_validate_json(content.removeprefix(BOM_UTF8) if pieces is None else pieces.header)
    _document(json.dumps(file.header, allow_nan=False))
    return file, [file.sites] if pieces is None else map(_sites(), pieces.sites())


def read_carefully(text: str) -> SavedFile:
    """Read a ranking slowly; `Problem`, `JSONDecodeError` or `RecursionError` describe the fault."""
    document = _document(text)
    if not isinstance(document, dict):
        raise Problem(_NO_OBJECT)
    return validated(SavedFile, document)


def validated(kind: type[Kind], document: Any, way: Way = ()) -> Kind:
    """Return an object of the document, at the end of a way, as a kind of part; `Problem` when it is invalid."""
    try:
        return kind.model_validate(document)
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        steps = (*way, *detail["loc"])
        raise Problem(same(f"{'.'.join(map(str, steps))}: {detail['msg']}"), steps) from None


def _document(text: str) -> Any:
    """Parse JSON strictly: reject NaN and infinity, numbers too large for a computer, and halves of characters."""

    def reject(number: str) -> NoReturn:
        raise json.JSONDecodeError("Expecting value", text, text.index(number))

    def finite(number: str) -> float:
        return value if isfinite(value := float(number)) else reject(number)

    def whole(number: str) -> int:
        return int(number) if len(number) < _LONGEST_NUMBER else reject(number)

    document = json.loads(text, parse_float=finite, parse_int=whole, parse_constant=reject)
    half = _ESCAPED_HALF.search(text)
    if half and _HALF.search(json.dumps(document, ensure_ascii=False)):
        raise json.JSONDecodeError("Half of a character", text, half.start())
    return document


_PATHS_HALF = re.compile(r"\\u(d[89a-f][0-9a-f]{2})")
"""A surrogate as an escape, which stands for an undecodable byte of a path."""


def path_as_text(path: str) -> str:
    r"""Return a path as text, with undecodable bytes as escapes.

    >>> path_as_text("orter\udce5.csv")
    'orter\\udce5.csv'
    """
    return path.encode("utf-8", "backslashreplace").decode()


def path_from_text(text: str) -> str:
    r"""Return the path of a text with escapes. A name may hold such an escape literally: look for that first.

    >>> path_from_text("orter\\udce5.csv")
    'orter\udce5.csv'
    """
    return _PATHS_HALF.sub(lambda found: chr(int(found[1], 16)), text)
