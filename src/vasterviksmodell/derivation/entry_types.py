"""What the entries of derive.yaml share: lengths with their unit, and what the silence of a register means."""

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from vasterviksmodell.criteria.entry_types import Entry
from vasterviksmodell.findings.model import Fault, raise_faults
from vasterviksmodell.i18n import Message, Phrase

_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?) (m|km)")
_METRES = {"m": 1.0, "km": 1000.0}
_RANGE = re.compile(r"([0-9]+)\.\.([0-9]+)")
WHOLE_COUNTRY = "Sweden"


def refuse(expected: Phrase) -> None:
    """Refuse a value with what is expected in its place."""
    raise_faults([Fault("C003", {"expected": expected})])


def _length(raw: Any) -> Any:
    """Return a length such as `400 m` or `3 km` in metres."""
    found = _LENGTH.fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        refuse(Message("a length with its unit, such as 400 m or 3 km"))
        return raw
    return float(found[1]) * _METRES[found[2]]


def _whole_range(raw: Any) -> Any:
    """Return the ends of `1..14`."""
    found = _RANGE.fullmatch(raw) if isinstance(raw, str) else None
    if found is None or int(found[1]) > int(found[2]):
        refuse(Message("two whole numbers, the lower first: 1..14"))
        return raw
    return float(found[1]), float(found[2])


def _areas(raw: Any) -> Any:
    """Return the areas that a register covers as names or codes; none where it is false."""
    if raw is False:
        return []
    names = [raw] if isinstance(raw, str) else raw
    if not isinstance(names, list) or not names or not all(isinstance(name, str) and name.strip() for name in names):
        refuse(Message("Sweden, a list of counties and municipalities, or false"))
    return [name.strip() for name in names]


class DropEntry(Entry):
    """Why units whose place is not known are left out."""

    drop: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        description="Units whose place is not known are left out; the reason why nothing is lost by it."
    )


class InLocality(DropEntry):
    """Stands for `locality`: units without a certain position may lie anywhere in their locality."""

    drop: str = ""


def _unlocated(raw: Any) -> Any:
    if raw == "locality":
        return InLocality()
    return None if raw == "municipality" else raw


if TYPE_CHECKING:
    Length = float
    Bounds = tuple[float, float]
    Covered = list[str]
    Unlocated = DropEntry | None
else:
    Length = Annotated[
        float, BeforeValidator(_length), WithJsonSchema({"type": "string", "pattern": f"^{_LENGTH.pattern}$"})
    ]
    Bounds = Annotated[
        tuple[float, float],
        BeforeValidator(_whole_range),
        WithJsonSchema({"type": "string", "pattern": f"^{_RANGE.pattern}$"}),
    ]
    Covered = Annotated[
        list[str],
        BeforeValidator(_areas),
        WithJsonSchema(
            {
                "anyOf": [
                    {"type": "string"},
                    {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    {"const": False},
                ]
            }
        ),
    ]
    Unlocated = Annotated[
        DropEntry | None,
        BeforeValidator(_unlocated, json_schema_input_type=Literal["municipality", "locality"] | DropEntry),
    ]


def _at_least_one(raw: Any) -> Any:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 1:
        refuse(Message("a whole number from 1 up"))
    return raw


if TYPE_CHECKING:
    Number = int
else:
    Number = Annotated[
        int,
        BeforeValidator(_at_least_one, json_schema_input_type=int),
        WithJsonSchema({"type": "integer", "minimum": 1}),
    ]


_MINUTES = re.compile(r"([0-9]+) min")
_SPEED = re.compile(r"([0-9]+(?:\.[0-9]+)?) km/h")
_WINDOW = re.compile(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])")
_MOST_MINUTES = 1440


def _minutes(raw: Any) -> Any:
    """Return `5 min` in seconds."""
    found = _MINUTES.fullmatch(raw) if isinstance(raw, str) else None
    if found is None or not 1 <= int(found[1]) <= _MOST_MINUTES:
        refuse(Message("a time from 1 min up, such as 5 min"))
        return raw
    return 60 * int(found[1])


def _speed(raw: Any) -> Any:
    """Return `4 km/h` in metres per second."""
    found = _SPEED.fullmatch(raw) if isinstance(raw, str) else None
    if found is None or not float(found[1]):
        refuse(Message("a speed such as 4 km/h"))
        return raw
    return float(found[1]) * _METRES["km"] / 3600


def _window(raw: Any) -> Any:
    """Return the ends of `06:00-09:00` in seconds after midnight."""
    found = _WINDOW.fullmatch(raw) if isinstance(raw, str) else None
    first, last = (0, 0) if found is None else (3600 * int(found[k]) + 60 * int(found[k + 1]) for k in (1, 3))
    if first >= last:
        refuse(Message("two times of a day, the earlier first: 06:00-09:00"))
        return raw
    return first, last


if TYPE_CHECKING:
    Minutes = int
    Speed = float
    Window = tuple[int, int]
else:
    Minutes = Annotated[
        int, BeforeValidator(_minutes), WithJsonSchema({"type": "string", "pattern": f"^{_MINUTES.pattern}$"})
    ]
    Speed = Annotated[
        float, BeforeValidator(_speed), WithJsonSchema({"type": "string", "pattern": f"^{_SPEED.pattern}$"})
    ]
    Window = Annotated[
        tuple[int, int], BeforeValidator(_window), WithJsonSchema({"type": "string", "pattern": f"^{_WINDOW.pattern}$"})
    ]
