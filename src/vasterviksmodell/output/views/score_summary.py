"""The scores of very many sites in few figures: by status a row and a histogram, and a row for each part."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.analysis.score_summary import SHARES, STEP, STEPS
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Decimal, Percent, Whole
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Name, Outline, Status, ValueBar
from vasterviksmodell.output.ranking.divided_document import part_name
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.result_view import ResultView
from vasterviksmodell.scoring.requirements import STATUSES

if TYPE_CHECKING:
    from vasterviksmodell.analysis.score_summary import PartSummary, ScoreSummary, Spread

SCHEMA = "vasterviksmodell/score-summary/1"
_TITLE = Message("Scores of {number} sites")
_SITES, _SHARE, _SCORE = Message("Sites"), Message("Share"), Message("Score")
_LOWEST, _MIDDLE, _HIGHEST = Message("Lowest"), Message("Middle"), Message("Highest")
_SPREAD = Message("Spread")
_STEPS_SHOWN = 10
"""How many steps a histogram has for people."""
_BAR = 8
_LEGEND = Message(
    "{share} of the sites of a status score no more than the figure below {share}, and so on; half no more than the"
    " middle. An excluded site has no rank: its score is what it would have."
)
_PARTS_LEGEND = Message(
    "Lowest, middle and highest score, and spread from 0 to 100 in ten steps, of the sites that are not excluded."
)
_KEYS = ("lowest", "p5", "p25", "middle", "p75", "p95", "highest")
"""By which programs know the quantiles."""


class ScoreSummaryView(ResultView["ScoreSummary"]):
    """How many sites there are of each status, and how their scores are spread."""

    weighed = True
    states_need = True
    columns: ClassVar[tuple[str, ...]] = (
        "scope",
        "part",
        "status",
        "sites",
        *_KEYS,
        *(f"from_{step * STEP}" for step in range(STEPS)),
    )

    def document(self, summary: "ScoreSummary") -> Iterator[Block]:
        """Yield a table by status, a histogram, and a table of the parts."""
        yield Heading(_TITLE.format(number=Whole(summary.whole.counts.sites)), 1)
        if not summary.whole.counts.sites:
            return
        yield _statuses(summary.whole)
        yield _histogram(summary.whole)
        yield Paragraph(_LEGEND.format(share=Percent(SHARES[1])))
        if summary.heading is not None:
            yield _parts(summary)
            yield Paragraph(_PARTS_LEGEND)

    def entry(self, summary: "ScoreSummary") -> dict[str, Any]:
        """Return the summary for programs: stable keys, full precision."""
        parts = [{"part": part.key, "name": part.name, **_entry(part)} for part in summary.parts]
        per = {} if summary.heading is None else {"per": summary.heading, "parts": parts}
        return {"schema": SCHEMA, "steps": [step * STEP for step in range(STEPS)], **_entry(summary.whole), **per}

    def rows(self, summary: "ScoreSummary") -> Iterator[dict[str, Any]]:
        """Yield a row for each status of the whole and of each part."""
        for part in (summary.whole, *summary.parts):
            for status, spread in zip(STATUSES, part.statuses, strict=True):
                steps = {f"from_{step * STEP}": number for step, number in enumerate(spread.histogram)}
                scope = "all" if part is summary.whole else "part"
                yield {"scope": scope, "part": part.key, "status": status, **_figures(spread), **steps}


def _entry(part: "PartSummary") -> dict[str, Any]:
    spreads = zip(("ranked", *STATUSES), (part.ranked, *part.statuses), strict=True)
    return {name: {**_figures(spread), "histogram": [*spread.histogram]} for name, spread in spreads}


def _figures(spread: "Spread") -> dict[str, Any]:
    quantiles = spread.quantiles or (None,) * len(_KEYS)
    return {"sites": spread.sites, **dict(zip(_KEYS, quantiles, strict=True))}


def _present(part: "PartSummary") -> list[tuple[str, "Spread"]]:
    """Return the statuses that some site has."""
    return [(status, spread) for status, spread in zip(STATUSES, part.statuses, strict=True) if spread.sites]


def _statuses(whole: "PartSummary") -> Grid:
    shares = [Column(Percent(share), right=True) for share in SHARES[1:3]]
    shares_above = [Column(Percent(share), right=True) for share in SHARES[4:6]]
    columns = (
        Column(words.COLUMNS["status"]),
        Column(_SITES, right=True),
        Column(_SHARE, right=True),
        Column(_LOWEST, right=True),
        *shares,
        Column(_MIDDLE, right=True),
        *shares_above,
        Column(_HIGHEST, right=True),
    )
    rows = [_status_row(status, spread, whole.counts.sites) for status, spread in _present(whole)]
    return Grid(columns, tuple(rows))


def _status_row(status: str, spread: "Spread", sites: int) -> tuple[Phrase, ...]:
    share = Percent(spread.sites / sites)
    return (Status(status), Whole(spread.sites), share, *map(Decimal, spread.quantiles))


def _histogram(whole: "PartSummary") -> Grid:
    """Return the sites by score, from the highest: a number and a bar for each status, all bars to one scale."""
    present = [(status, _coarse(spread)) for status, spread in _present(whole)]
    most = max(max(numbers) for _, numbers in present)
    columns = [Column(_SCORE)]
    for status, _ in present:
        columns += [Column(Status(status), right=True), Column("")]
    filled = [step for step in range(_STEPS_SHOWN) if any(numbers[step] for _, numbers in present)]
    rows = (
        (_step(step), *(cell for _, numbers in present for cell in (Whole(numbers[step]), _bar(numbers[step] / most))))
        for step in range(filled[-1], filled[0] - 1, -1)
    )
    return Grid(tuple(columns), tuple(rows))


def _coarse(spread: "Spread") -> list[int]:
    width = STEPS // _STEPS_SHOWN
    return [sum(spread.histogram[start : start + width]) for start in range(0, STEPS, width)]


def _step(step: int) -> Phrase:
    width = 100 // _STEPS_SHOWN
    return f"{step * width}–{(step + 1) * width}"


def _bar(share: float) -> Phrase:
    return ValueBar(100 * share, 100 * share, length=_BAR)


def _parts(summary: "ScoreSummary") -> Grid:
    heading = summary.heading or ""
    columns = (
        Column(Name(heading), least=16),
        Column(_SITES, right=True),
        *(Column(Status(status), right=True) for status in STATUSES),
        Column(_LOWEST, right=True, dispensable=1),
        Column(_MIDDLE, right=True),
        Column(_HIGHEST, right=True),
        Column(_SPREAD, wraps=False),
    )
    return Grid(columns, tuple(_part_row(part, heading) for part in summary.parts))


def _part_row(part: "PartSummary", heading: str) -> tuple[Phrase, ...]:
    counts, quantiles = part.counts, part.ranked.quantiles
    shown = [Decimal(quantiles[number]) for number in (0, 3, -1)] if quantiles else ["", "", ""]
    return (
        part_name(part.name, heading),
        *map(Whole, (counts.sites, counts.qualified, counts.unverified, counts.excluded)),
        *shown,
        Outline(tuple(_coarse(part.ranked))),
    )
