"""Units and the exact factors between those of one kind.

A unit that is not in the table is never converted: a factor that is guessed would make every figure of a column wrong.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from vasterviksmodell.source.folding import folded

_SIZES: Mapping[str, Mapping[str, Fraction]] = {
    "length": {
        **dict.fromkeys(("mm", "millimeter", "millimetre", "millimeters", "millimetres"), Fraction(1, 1000)),
        **dict.fromkeys(("cm", "centimeter", "centimetre", "centimeters", "centimetres"), Fraction(1, 100)),
        **dict.fromkeys(("m", "meter", "metre", "meters", "metres"), Fraction(1)),
        **dict.fromkeys(("km", "kilometer", "kilometre", "kilometers", "kilometres"), Fraction(1000)),
        "mil": Fraction(10_000),
    },
    "time": {
        **dict.fromkeys(("s", "sekund", "sekunder", "second", "seconds"), Fraction(1, 60)),
        **dict.fromkeys(("min", "minut", "minuter", "minute", "minutes"), Fraction(1)),
        **dict.fromkeys(("h", "tim", "timme", "timmar", "hour", "hours"), Fraction(60)),
        **dict.fromkeys(("d", "dygn", "dag", "dagar", "day", "days"), Fraction(1440)),
    },
    "share": {
        **dict.fromkeys(("‰", "promille", "per mille"), Fraction(1, 1000)),
        **dict.fromkeys(("%", "procent", "percent", "per cent"), Fraction(1, 100)),
        **dict.fromkeys(("andel", "share", "proportion", "fraction"), Fraction(1)),
    },
    "area": {
        **dict.fromkeys(("m²", "m2", "kvm", "kvadratmeter", "sqm", "square metres", "square meters"), Fraction(1)),
        **dict.fromkeys(("ha", "hektar", "hectare", "hectares"), Fraction(10_000)),
        **dict.fromkeys(("km²", "km2", "kvadratkilometer", "square kilometres"), Fraction(1_000_000)),
    },
    "money": {
        **dict.fromkeys(("kr", "kronor"), Fraction(1)),
        **dict.fromkeys(("tkr", "tusen kronor", "ksek"), Fraction(1000)),
        **dict.fromkeys(("mkr", "mnkr", "miljoner kronor", "msek"), Fraction(1_000_000)),
    },
}
"""By kind and spelling, folded: the size in one unit of the kind. A mil is the Swedish one."""
_KINDS = {name: (kind, size) for kind, sizes in _SIZES.items() for name, size in sizes.items()}
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,30})[)\]]")


def factor_between(unit: str, other: str) -> Fraction | None:
    """Return the factor that converts figures in a unit to another; None when it is not known.

    >>> factor_between("km", "m"), factor_between("min", "timmar"), factor_between("M", "meter")
    (Fraction(1000, 1), Fraction(1, 60), Fraction(1, 1))
    >>> factor_between("km", "min"), factor_between("°", "m")
    (None, None)
    """
    first, second = _spelling(unit), _spelling(other)
    if first == second:
        return Fraction(1)
    if first not in _KINDS or second not in _KINDS:
        return None
    (kind, size), (other_kind, other_size) = _KINDS[first], _KINDS[second]
    return size / other_size if kind == other_kind else None


def same_unit(unit: str, other: str) -> bool | None:
    """Say whether two units are the same; None when one of them is not known.

    >>> same_unit("meter", "m"), same_unit("km", "m"), same_unit("varv", "m"), same_unit("varv", "Varv")
    (True, False, None, True)
    """
    factor = factor_between(unit, other)
    if factor is None and not (is_known(unit) and is_known(other)):
        return None
    return factor == 1


def is_known(unit: str) -> bool:
    """Say whether a unit is in the table."""
    return _spelling(unit) in _KINDS


def convertible_to(unit: str) -> Iterator[str]:
    """Yield the spellings, folded, of every unit that can be converted to a unit, itself included."""
    name = _spelling(unit)
    kind = _KINDS[name][0] if name in _KINDS else None
    if name:
        yield from dict.fromkeys((name, *_SIZES.get(kind or "", ())))


def units_in(heading: str) -> Iterator[str]:
    """Yield the texts in parentheses or brackets of a heading, which may be units.

    >>> list(units_in("Skola (2024) [ km ]"))
    ['2024', 'km']
    """
    return (text.strip() for text in _BRACKETED.findall(heading))


def _spelling(unit: str) -> str:
    return folded(unit).removesuffix(".")
