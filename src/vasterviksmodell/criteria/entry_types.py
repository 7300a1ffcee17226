"""What the entries of a criteria file share: strictness, texts for people, ranges."""

from math import inf
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from vasterviksmodell.findings.model import Fault, raise_faults
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import Text
from vasterviksmodell.value_functions.parameters import Finite, Range


class Entry(BaseModel):
    """A mapping in a criteria file. It is made ready when it is first needed: most runs need few by themselves."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Translated(Entry):
    """A text for people in English, Swedish or both."""

    model_config: ClassVar[ConfigDict] = ConfigDict(json_schema_extra={"minProperties": 1})

    en: str | None = Field(default=None, description="In English.")
    sv: str | None = Field(default=None, description="In Swedish.")

    def domain(self) -> Text:
        """Return the text."""
        return Text(self.en, self.sv)


def _both(raw: Any) -> Any:
    return {"en": raw, "sv": raw} if isinstance(raw, str) else raw


def _in_a_language(text: Translated) -> Translated:
    if text.en is None and text.sv is None:
        expected = Message("a text in 'en' or 'sv'")
        raise_faults([Fault("C003", {"expected": expected})])
    return text


Label = Annotated[
    Translated,
    BeforeValidator(_both, json_schema_input_type=str | Translated),
    AfterValidator(_in_a_language),
]


def _range(ends: list[float | None]) -> Range:
    low, high = (open_end if end is None else end for end, open_end in zip(ends, (-inf, inf), strict=True))
    if not low < high:
        span = Range(low, high)
        problem = Message("the range {span} is empty").format(span=span)
        raise_faults([Fault("C104", {"problem": problem})])
    return Range(low, high)


def _known_version(raw: int) -> int:
    if raw != 1:
        raise_faults([Fault("C005", {"version": str(raw)})])
    return raw


if TYPE_CHECKING:
    Bounds = Range
    Version = int
else:
    _End = Annotated[Finite | None, WithJsonSchema({"type": ["number", "null"]})]
    Bounds = Annotated[list[_End], Field(min_length=2, max_length=2), AfterValidator(_range)]
    Version = Annotated[int, AfterValidator(_known_version), WithJsonSchema({"const": 1})]
