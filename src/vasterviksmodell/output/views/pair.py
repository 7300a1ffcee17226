"""Why one site stands before another: the gap as a waterfall, what decides, and what would turn the order."""

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Bracketed, Enumeration, Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Apart, Decimal, Percent, Signed
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Name, TwoSidedBar, label
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.result_view import ResultView
from vasterviksmodell.scoring.ranking import TOLERANCE

if TYPE_CHECKING:
    from vasterviksmodell.analysis.explanation import Difference, Pair, Side
    from vasterviksmodell.analysis.robustness.crossings import ReversalPoint

SCHEMA = "vasterviksmodell/pair/1"
_TURNINGS = 5
"""How many changes of a weight are shown, at most."""
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


class PairView(ResultView["Pair"]):
    """Why one site stands before another."""

    weighed = True
    columns: ClassVar[tuple[str, ...]] = (
        "criterion",
        "first_low",
        "first_high",
        "second_low",
        "second_high",
        "points",
    )

    def document(self, pair: "Pair") -> Iterator[Block]:
        """Yield the comparison for people: the paragraph first, then its grounds."""
        title = _BOTH if pair.is_tie or pair.first.rank is None else _TITLE
        yield Heading(_named(title, pair), 1)
        yield Paragraph(Joined(_paragraph(pair), " "))
        yield Heading(_HEADINGS["differences"])
        yield _waterfall(pair)
        if pair.turnings and not pair.by_status:
            yield Heading(_HEADINGS["turnings"])
            yield _turnings(pair)

    def entry(self, pair: "Pair") -> dict[str, Any]:
        """Return the comparison for programs: stable keys, full precision."""
        return {
            "schema": SCHEMA,
            "first": _side_entry(pair.first),
            "second": _side_entry(pair.second),
            "gap": pair.gap,
            "settled": pair.settled,
            "by_status": pair.by_status,
            "tie": pair.is_tie,
            "differences": [{"criterion": part.criterion.id, "points": part.points} for part in pair.differences],
            "decisive": [part.criterion.id for part in pair.decisive],
            "turnings": [_turning_entry(turning) for turning in pair.turnings],
        }

    def rows(self, pair: "Pair") -> Iterator[dict[str, Any]]:
        """Yield a row for each criterion: both measures, and what it adds to the lead of the first site."""
        for part in pair.differences:
            measures = {"first": words.measure_entry(part.first), "second": words.measure_entry(part.second)}
            yield {"criterion": part.criterion.id, **measures, "points": part.points}


def _named(message: Message, pair: "Pair", **values: Phrase) -> Phrase:
    """Return a message with the names of both sites."""
    return message.format(first=Name(pair.first.name), second=Name(pair.second.name), **values)


def _paragraph(pair: "Pair") -> Iterator[Phrase]:
    scores = {"score": Decimal(pair.first.score), "other": Decimal(pair.second.score)}
    yield _named(_GAP, pair, **scores, gap=Decimal(abs(pair.gap)))
    if pair.is_tie:
        yield _TIE
    if pair.first.rank is None:
        yield _NEITHER
        return
    if pair.by_status:
        yield _named(_STATUS, pair, names=words.stopping(pair.second.stops))
    if pair.decisive:
        yield _decides(pair)
    if not pair.is_tie:
        yield _SETTLED if pair.settled else _OPEN
    if not (pair.is_tie or pair.by_status):
        yield _turn(pair)


def _decides(pair: "Pair") -> Phrase:
    form = "unopposed" if pair.against <= TOLERANCE else "alone" if len(pair.decisive) == 1 else "together"
    names = Enumeration(Bracketed(label(part.criterion), Signed(part.points)) for part in pair.decisive)
    return _named(_DECISIVE[form], pair, names=names)


def _turn(pair: "Pair") -> Phrase:
    """Return which change of one weight makes both meet."""
    if not pair.turnings:
        return _named(_NEVER, pair)
    smallest = pair.turnings[0]
    now, then = _points(smallest)
    moved = Percent(float(smallest.moved))
    return _named(_TURNS, pair, label=label(smallest.node), points=now, turning=then, moved=moved)


def _waterfall(pair: "Pair") -> Grid:
    columns = (
        Column(words.COLUMNS["criterion"], least=24),
        Column(Name(pair.first.name)),
        Column(Name(pair.second.name)),
        Column(words.COLUMNS["difference"], right=True),
        Column(_SUM, right=True),
        Column("", wraps=False, dispensable=1),
    )
    sums = accumulate(part.points for part in pair.differences)
    scale = max((abs(part.points) for part in pair.differences), default=0) or 1
    rows = (_difference_row(part, total, scale) for part, total in zip(pair.differences, sums, strict=True))
    return Grid(columns, tuple(rows))


def _difference_row(part: "Difference", total: float, scale: float) -> tuple[Phrase, ...]:
    """Return a row of the waterfall; in its bar the greatest difference is the whole."""
    return (
        label(part.criterion),
        measure(part.first),
        measure(part.second),
        Signed(part.points),
        Signed(total),
        TwoSidedBar(part.points / scale),
    )


def _points(turning: "ReversalPoint") -> tuple[Phrase, Phrase]:
    """Return the points as they are, and those at which two sites tie."""
    now, then = float(turning.node.points), float(turning.points)
    return Apart(now, then), Apart(then, now)


def _turnings(pair: "Pair") -> Grid:
    columns = (
        Column(words.COLUMNS["weight"]),
        Column(_WEIGHT_NOW, right=True),
        Column(_WEIGHT_THEN, right=True),
        Column(_MOVED, right=True),
    )
    rows = (
        (label(turning.node), *_points(turning), Percent(float(turning.moved))) for turning in pair.turnings[:_TURNINGS]
    )
    return Grid(columns, tuple(rows))


def _side_entry(side: "Side") -> dict[str, Any]:
    return {
        "id": side.id,
        "name": side.name,
        "status": side.status,
        "rank": side.rank,
        "score": side.score,
        "score_low": side.score_low,
        "score_high": side.score_high,
        "stopped_by": [screened.criterion.id for screened in side.stops],
    }


def _turning_entry(turning: "ReversalPoint") -> dict[str, Any]:
    return {
        "weight": turning.node.id,
        "points": float(turning.node.points),
        "points_where_equal": float(turning.points),
        "moved": float(turning.moved),
    }
