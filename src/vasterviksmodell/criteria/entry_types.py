"""What entries of a criteria file have in common: strictness, texts for people, ranges."""

import re
from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING, Annotated, Any
from unicodedata import category, normalize

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from vasterviksmodell.findings.fault import Fault, raise_faults
from vasterviksmodell.i18n import Message
from vasterviksmodell.value_functions.parameters import Finite, Range


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Translated(Entry):
    """A text for people in English, Swedish or both."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    en: str | None = Field(default=None, description="In English.")
    sv: str | None = Field(default=None, description="In Swedish.")


def _both(raw: Any) -> Any:
    return {"en": raw, "sv": raw} if isinstance(raw, str) else raw


def _written(text: Translated) -> Translated:
    if text.en is None and text.sv is None:
        expected = Message("a text in 'en' or 'sv'")
        raise_faults([Fault("C003", {"expected": expected})])
    return text


Label = Annotated[
    Translated,
    BeforeValidator(_both, json_schema_input_type=str | Translated),
    AfterValidator(_written),
]


def _range(ends: list[float | None]) -> Range:
    low, high = (open_end if end is None else end for end, open_end in zip(ends, (-inf, inf), strict=True))
    if not low < high:
        span = Range(low, high)
        problem = Message("the range {span} is empty").format(span=span)
        raise_faults([Fault("C104", {"problem": problem})])
    return Range(low, high)


if TYPE_CHECKING:
    Bounds = Range
else:
    _End = Annotated[Finite | None, WithJsonSchema({"type": ["number", "null"]})]
    Bounds = Annotated[list[_End], Field(min_length=2, max_length=2), AfterValidator(_range)]


BLANKS = " \t\r\n\u00a0\u2009\u202f"
"""The characters that may stand round what a cell says."""
RUN_OF_BLANKS = f"[{BLANKS}]+"
YES_NO_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("yes", "ja", "j", "y", "sant", "true", "1"), "yes"),
    **dict.fromkeys(("no", "nej", "n", "falskt", "false", "0"), "no"),
}
USUAL_MARKS = ("", ".", "..", "...")
"""The marks that mean missing without being declared."""
_RUN_OF_BLANKS = re.compile(RUN_OF_BLANKS)
_QUOTES = "\"'”“„’‘«»"


def as_word(text: str) -> str:
    """The text as words are compared: in lower case, composed, without outer blanks and with single inner ones."""
    return _RUN_OF_BLANKS.sub(" ", normalize("NFC", text)).strip(" ").lower()


def composed(heading: str) -> str:
    """A heading without outer blanks, with å written as one character, not as a and a ring."""
    return normalize("NFC", heading.strip())


def folded(heading: str) -> str:
    r"""The same without regard to case, quotes around it, invisible signs, and how many blanks of which kind.

    >>> folded("\ufeff'School\n\xa0(M)' ")
    'school (m)'
    """
    plain = heading if heading.isascii() else "".join(sign for sign in heading if category(sign) != "Cf")
    text = composed(plain)
    if text[:1] in _QUOTES and text[-1:] in _QUOTES:
        text = text.strip(_QUOTES)
    return " ".join(text.casefold().split())
