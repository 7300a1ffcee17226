"""The sheet of the calculation: status, score, coverage and rank of each site, and what the program had computed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.output.document.cells import Status
from vasterviksmodell.output.report.workbook.area import FIRST
from vasterviksmodell.output.report.workbook.layout import NAMES, POLICY, RESULTS, Layout
from vasterviksmodell.output.report.workbook.sheet import HEADING, SHARE, Book, Style
from vasterviksmodell.output.report.workbook.words import NAME_WIDTHS, NO_RANK, POLICIES, Site, quoted, write_names
from vasterviksmodell.output.views.words import TRUTHS

if TYPE_CHECKING:
    from vasterviksmodell.criteria.model import UnknownScore
    from vasterviksmodell.scoring import Ranking

_TITLE = Message("Calculation: scores and ranks in formulas")
_NOTE = Message(
    "Two scores tie when they differ by at most 0.000000001. The last columns hold what the program had computed,"
    " and how far the scores here are from it."
)
_HEADINGS: Mapping[str, Message] = {
    "status": Message("Status"),
    "excluded": Message("Excluded (1) or not (0)"),
    "score_low": Message("Lowest score"),
    "score_high": Message("Highest score"),
    "score": Message("Score that counts"),
    "coverage": Message("Coverage"),
    "known_weight": Message("Exactly known weight"),
    "standing": Message("Place among its like"),
    "rank": Message("Rank"),
    "tied": Message("Tie"),
    "rank_best": Message("Best rank"),
    "rank_worst": Message("Worst rank"),
    "id_order": Message("Order of the id"),
    "key": Message("Sorted by"),
    "position": Message("Row of the ranking"),
    "stored_status": Message("Status, stored"),
    "stored_rank": Message("Rank, stored"),
    "stored_low": Message("Lowest score, stored"),
    "stored_high": Message("Highest score, stored"),
    "stored_score": Message("Score, stored"),
    "difference": Message("Greatest difference"),
}
_ORDER = 1_000_000
"""Orders sites by whether they are excluded, then by rank, then by id, in one number."""
_TIE = "1E-09"
"""As `TOLERANCE` says, in a formula."""
_SCORES = ("score_low", "score_high", "score")
_COMPARED = {"score_low": "stored_low", "score_high": "stored_high", "score": "stored_score"}
_ENDS: "tuple[UnknownScore, ...]" = ("low", "high")
_FULL: Style = {"num_format": "0.0000000000", "valign": "top"}
_NUMBER: Style = {"num_format": "General", "valign": "top"}
_LOOKS: Mapping[str, Style] = {
    "coverage": SHARE,
    "known_weight": SHARE,
    **dict.fromkeys(("score_low", "score_high", "score", "stored_low", "stored_high", "stored_score"), _FULL),
}


def write_calculation(book: Book, ranking: "Ranking", layout: Layout) -> None:
    """Write the sheet."""
    sheet = book.add(layout.sheet("calculation"), _TITLE, _NOTE)
    sites = list(ranking.frame.iter_rows(named=True))
    write_names(sheet, sites)
    sheet.row(FIRST - 1, (_HEADINGS[key] for key in RESULTS), HEADING, column=NAMES)
    order = {id: place for place, id in enumerate(sorted(site["id"] for site in sites), 1)}
    formulas = _Formulas(book, layout)
    standings = _standings(sites)
    for row, site in zip(layout.sites.all, sites, strict=True):
        stored = _stored(site, order[site["id"]], row - FIRST + 1, standings[row - FIRST])
        computed = dict(formulas.of(row))
        for column, key in enumerate(RESULTS, NAMES):
            look = _LOOKS.get(key, _NUMBER)
            if key in computed:
                sheet.compute(row, column, computed[key], stored[key], look)
            else:
                sheet.write(row, column, stored[key], look)
    sheet.columns(*NAME_WIDTHS, *[15] * len(RESULTS))


def _standings(sites: Sequence[Site]) -> list[int]:
    """Return the place of each site among those that are excluded, or not, as it is."""
    from vasterviksmodell.scoring.ranking import TOLERANCE

    scores = [[site["score"] for site in sites if (site["rank"] is None) is excluded] for excluded in (False, True)]
    return [1 + sum(other > site["score"] + TOLERANCE for other in scores[site["rank"] is None]) for site in sites]


def _stored(site: Site, order: int, position: int, standing: int) -> dict[str, Any]:
    """Return what the program has computed of a site, by column."""
    excluded = int(site["rank"] is None)
    rank: dict[str, Phrase | float] = {
        key: NO_RANK if site[key] is None else site[key] for key in ("rank", "rank_best", "rank_worst")
    }
    return {
        **{key: site[key] for key in ("score_low", "score_high", "score", "coverage", "known_weight")},
        **rank,
        "status": Status(site["status"]),
        "excluded": excluded,
        "standing": standing,
        "tied": "=" if site["tied"] else "",
        "id_order": order,
        "key": excluded * _ORDER + standing + order / _ORDER,
        "position": position,
        "stored_status": Status(site["status"]),
        "stored_rank": rank["rank"],
        "stored_low": site["score_low"],
        "stored_high": site["score_high"],
        "stored_score": site["score"],
        "difference": 0.0,
    }


@dataclass(frozen=True, slots=True)
class _Formulas:
    """The formulas of what is computed of a site."""

    book: Book
    layout: Layout

    def of(self, row: int) -> Iterator[tuple[str, str]]:
        """Yield the formulas of a site, by column."""
        yield "status", self._status(row)
        yield "excluded", f"IF({self._at('status', row)}={quoted(self.book, Status('excluded'))},1,0)"
        low, high, known = self.layout.blocks
        for key, block in (("score_low", low), ("score_high", high), ("known_weight", known)):
            yield key, self._weighed(block, row)
        yield "coverage", f"1-({self._at('score_high', row)}-{self._at('score_low', row)})/100"
        yield "score", self._score(row)
        yield from self._ranks(row)
        apart = ",".join(f"ABS({self._at(key, row)}-{self._at(stored, row)})" for key, stored in _COMPARED.items())
        yield "difference", f"MAX({apart})"

    def _at(self, key: str, row: int) -> str:
        return self.layout.result(key, row)

    def _status(self, row: int) -> str:
        """Return the formula of the status: a requirement that is not met excludes; one that is unknown may."""
        qualified, unverified, excluded = (
            quoted(self.book, Status(status)) for status in ("qualified", "unverified", "excluded")
        )
        columns = list(self.layout.screening.values())
        if not columns:
            return qualified
        area = self.layout.sheet("screening")
        truths, means = (area.area((at, columns[0]), (at, columns[-1])) for at in (row, FIRST - 2))
        not_met, unknown = (quoted(self.book, TRUTHS[truth]) for truth in ("not_met", "unknown"))
        fails = f"SUMPRODUCT(({truths}={not_met})+({truths}={unknown})*({means}={excluded}))>0"
        return f"IF({fails},{excluded},IF(SUMPRODUCT(--({truths}={unknown}))>0,{unverified},{qualified}))"

    def _weighed(self, block: int, row: int) -> str:
        """Return the formula of the sum of weight times what stands in a block of values."""
        number = len(self.layout.criteria.scored)
        if not number:
            return "0"
        area = self.layout.sheet("values")
        weights, values = (area.area((at, block), (at, block + number - 1)) for at in (FIRST - 2, row))
        return f"SUMPRODUCT({weights},{values})"

    def _score(self, row: int) -> str:
        low, high = self._at("score_low", row), self._at("score_high", row)
        policy = self.layout.sheet("weights").cell(*POLICY)
        lowest, highest = (quoted(self.book, POLICIES[end]) for end in _ENDS)
        return f"IF({policy}={lowest},{low},IF({policy}={highest},{high},({low}+{high})/2))"

    def _ranks(self, row: int) -> Iterator[tuple[str, str]]:
        """Yield the formulas of ranks, and of the order in which the sheet of the ranking shows the sites."""
        own = {key: self._at(key, row) for key in (*_SCORES, "excluded", "standing", "id_order", "key")}
        every = {key: self.layout.results(key) for key in (*_SCORES, "excluded", "key")}
        ranked = f"({every['excluded']}=0)"
        above = f"({every['score']}>{own['score']}+{_TIE})"
        yield "standing", f"1+SUMPRODUCT(({every['excluded']}={own['excluded']})*{above})"
        itself = f"({own['score_high']}>{own['score_low']}+{_TIE})"
        texts = {
            "rank": own["standing"],
            "rank_best": f"1+SUMPRODUCT({ranked}*({every['score_low']}>{own['score_high']}+{_TIE}))",
            "rank_worst": f"1+SUMPRODUCT({ranked}*({every['score_high']}>{own['score_low']}+{_TIE}))-{itself}",
        }
        for key, formula in texts.items():
            yield key, f'IF({own["excluded"]}=1,"{NO_RANK}",{formula})'
        near = f"({every['score']}>={own['score']}-{_TIE})*({every['score']}<={own['score']}+{_TIE})"
        close = f"SUMPRODUCT({ranked}*{near})"
        yield "tied", f'IF({own["excluded"]}=1,"",IF({close}>1,"=",""))'
        yield "key", f"{own['excluded']}*{_ORDER}+{own['standing']}+{own['id_order']}/{_ORDER}"
        yield "position", f"1+SUMPRODUCT(--({every['key']}<{own['key']}))"
