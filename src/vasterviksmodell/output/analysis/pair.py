"""Why one site stands before another: the gap as a waterfall, what decides, and what would turn the order."""

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import apart, decimal, percent, signed
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.analysis.screening import stopping
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.scoring.ranks import TOLERANCE
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.explanation.pair import Difference, Pair, Side
    from vasterviksmodell.analysis.robustness.turning import Turning

SCHEMA = "vasterviksmodell/pair/1"
_BAR = 12
_TURNINGS = 5
_TITLE = Message("{first} before {second}")
_BOTH = Message("{first} and {second}")
_GAP = Message("{first} has {score} points and {second} {other}: a gap of {gap}.")
_TIE = Message("Neither stands before the other.")
_STATUS = Message("{second} is excluded, so neither scores nor weights decide. What excludes it: {names}.")
_NEITHER = Message("Both are excluded and have no rank.")
_DECISIVE = {
    "alone": Message("Decisive: {names}; it alone outweighs all that speaks for {second}."),
    "together": Message("Decisive: {names}; together they outweigh all that speaks for {second}."),
    "unopposed": Message("Decisive: {names}; nothing speaks for {second}."),
}
_SETTLED = Message("The order is settled: it holds whatever the unknown figures are.")
_OPEN = Message("The order is not settled: unknown figures can turn it.")
_TURNS = Message(
    "The smallest change of one weight at which the scores meet: {label} from {points} to {turning} points"
    " ({moved} of the whole weight); beyond it {second} has more."
)
_NEVER = Message("No change of a single weight gives {second} more points.")
_HEADINGS = {
    "differences": Message("The difference, criterion by criterion"),
    "turnings": Message("Changes of one weight at which the scores meet"),
}
_SUM = Message("Sum")
_WEIGHT_NOW = Message("Points now")
_WEIGHT_THEN = Message("Points where they meet")
_MOVED = Message("Share of the whole weight")


def document(it: "Pair", language: Language) -> Iterator[Block]:
    """The comparison for people: the paragraph first, then its grounds."""
    title = _BOTH if it.is_tie or it.first.rank is None else _TITLE
    yield Heading(_named(title, it, language), 1)
    yield Paragraph(" ".join(_paragraph(it, language)))
    yield Heading(_HEADINGS["differences"].inside(language))
    yield _waterfall(it, language)
    if it.turnings and not it.by_status:
        yield Heading(_HEADINGS["turnings"].inside(language))
        yield _turnings(it, language)


def _named(text: Message, it: "Pair", language: Language, **more: str) -> str:
    return text.inside(language).format(first=shortened(it.first.name), second=shortened(it.second.name), **more)


def _paragraph(it: "Pair", language: Language) -> Iterator[str]:
    scores = {"score": decimal(it.first.score, language), "other": decimal(it.second.score, language)}
    yield _named(_GAP, it, language, **scores, gap=decimal(abs(it.gap), language))
    if it.is_tie:
        yield _named(_TIE, it, language)
    if it.first.rank is None:
        yield _NEITHER.inside(language)
        return
    if it.by_status:
        yield _named(_STATUS, it, language, names=stopping(it.second.stops, language))
    if it.decisive:
        yield _decides(it, language)
    if not it.is_tie:
        yield (_SETTLED if it.settled else _OPEN).inside(language)
    if not (it.is_tie or it.by_status):
        yield _turn(it, language)


def _decides(it: "Pair", language: Language) -> str:
    form = "unopposed" if it.against <= TOLERANCE else "alone" if len(it.decisive) == 1 else "together"
    names = [f"{words.label(part.criterion, language)} ({signed(part.points, language)})" for part in it.decisive]
    return _named(_DECISIVE[form], it, language, names=words.enumerated(names, language))


def _turn(it: "Pair", language: Language) -> str:
    if not it.turnings:
        return _named(_NEVER, it, language)
    smallest = it.turnings[0]
    now, then = _points(smallest, language)
    return _named(
        _TURNS,
        it,
        language,
        label=words.label(smallest.node, language),
        points=now,
        turning=then,
        moved=percent(float(smallest.moved), language),
    )


def _waterfall(it: "Pair", language: Language) -> Grid:
    columns = (
        Column(words.heading("criterion", language)),
        Column(shortened(it.first.name)),
        Column(shortened(it.second.name)),
        Column(words.heading("difference", language), right=True),
        Column(_SUM.inside(language), right=True),
        Column(""),
    )
    sums = accumulate(part.points for part in it.differences)
    scale = max((abs(part.points) for part in it.differences), default=0) or 1
    rows = [
        (
            words.label(part.criterion, language),
            measure(part.first, language),
            measure(part.second, language),
            signed(part.points, language),
            signed(total, language),
            _bar(part, scale),
        )
        for part, total in zip(it.differences, sums, strict=True)
    ]
    return Grid(columns, tuple(rows))


def _bar(part: "Difference", scale: float) -> str:
    """What speaks for the second to the left of the line, what speaks for the first to the right."""
    length = round(abs(part.points) / scale * _BAR)
    left, right = ("█" * length, "") if part.points < 0 else ("", "█" * length)
    return f"{left:>{_BAR}}│{right}"


def _points(it: "Turning", language: Language) -> tuple[str, str]:
    """The points as they are, and those at which two sites tie."""
    return apart(float(it.node.points), float(it.points), language)


def _turnings(it: "Pair", language: Language) -> Grid:
    columns = (
        Column(words.heading("weight", language)),
        Column(_WEIGHT_NOW.inside(language), right=True),
        Column(_WEIGHT_THEN.inside(language), right=True),
        Column(_MOVED.inside(language), right=True),
    )
    rows = tuple(
        (
            words.label(turning.node, language),
            *_points(turning, language),
            percent(float(turning.moved), language),
        )
        for turning in it.turnings[:_TURNINGS]
    )
    return Grid(columns, rows)


def entry(it: "Pair") -> dict[str, Any]:
    """The comparison for programs: stable keys, full precision."""
    return {
        "schema": SCHEMA,
        "first": _side_entry(it.first),
        "second": _side_entry(it.second),
        "gap": it.gap,
        "settled": it.settled,
        "by_status": it.by_status,
        "tie": it.is_tie,
        "differences": [{"criterion": part.criterion.id, "points": part.points} for part in it.differences],
        "decisive": [part.criterion.id for part in it.decisive],
        "turnings": [_turning_entry(turning) for turning in it.turnings],
    }


def _side_entry(it: "Side") -> dict[str, Any]:
    return {
        "id": it.id,
        "name": it.name,
        "status": it.status,
        "rank": it.rank,
        "score": it.score,
        "score_low": it.score_low,
        "score_high": it.score_high,
        "stopped_by": [screened.criterion.id for screened in it.stops],
    }


def _turning_entry(it: "Turning") -> dict[str, Any]:
    return {
        "weight": it.node.id,
        "points": float(it.node.points),
        "points_where_equal": float(it.points),
        "moved": float(it.moved),
    }
