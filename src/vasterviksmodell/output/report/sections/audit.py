"""The audit: the formula, one site worked through digit by digit, the fingerprints, and the command that verifies."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.i18n import Bracketed, Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Exact
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Interval, Label, Name
from vasterviksmodell.output.measure_texts import measure, number
from vasterviksmodell.output.model_file import model_file_name
from vasterviksmodell.output.report.report import Section
from vasterviksmodell.output.views import words
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import value_that_counts

if TYPE_CHECKING:
    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Ranking

_LONGEST = 500
_TITLE = Message("Audit: how to check every figure")
_FORMULA = Message(
    "Score = the sum over all criteria of weight × value. A weight is the product of the shares of the"
    " criterion and of the groups around it, each its points divided by the points of all members. A value is"
    " read off the value function of the criterion at the measure. Where a measure is an interval, the value has"
    " a lowest and a highest end, and so has the score; {counts}."
)
_INTERVALS = Message(
    "The ends of a value are the lowest and the highest that the function takes anywhere on the interval: at its ends,"
    " or at a point, a step or a target between them. An unknown measure can be anything in the range of its"
    " criterion, or any of its categories."
)
_STATUSES = Message(
    "A requirement is met where all that the measure can be meets the limit, not met where nothing of it does, and"
    " unknown otherwise. A site is excluded where a requirement is not met, unverified where none is not met and one"
    " is unknown, and else qualified."
)
_UNKNOWN_EXCLUDES = Message('Where a limit says "unknown excludes", unknown counts as not met.')
_COUNTS = {
    "low": Message("the lowest end counts and ranks"),
    "middle": Message("the middle counts and ranks"),
    "high": Message("the highest end counts and ranks"),
}
_RANKS = Message(
    "Rank = 1 + the number of sites, not excluded, whose score is higher by more than 0.000000001. The best rank counts"
    " those whose lowest score is higher than the highest of the site; the worst rank counts the others whose highest"
    " score is higher than the lowest of the site."
)
_COVERAGE = Message(
    "Coverage = the sum over all criteria of weight × (1 − the distance between the ends of the value / 100)."
)
_FUNCTIONS = Message("How a value is read off")
_X = Message("x is the measure, v a value. What an exponent gives is rounded to 10 decimals.")
_FUNCTION_COLUMNS = (Message("Value function"), Message("Value at the measure x"), Message("Criteria"))
_RANGES = Message("What a measure that is not exactly known can be")
_RANGE = Message("Range")
_WORKED = Message("One site worked through: {name}")
_COLUMNS = {
    "counts": Message("Value that counts"),
    "share": Message("Weight, exact"),
    "points": Message("Weight × value"),
}
_SUM = Message("Sum: {score}.")
_INPUTS = Message("What was read")
_FILE = Message("{path}: {sites} sites, {format}, SHA-256 {digest}")
_MODEL_FILE = Message("{path}: the criteria, SHA-256 {digest}")
_DIALECT = Message("read as {dialect}")
_VERIFY = Message("To verify")
_COMMAND = Message(
    "The report as a page (.html), as a PDF and as a workbook (.xlsx) carries the whole ranking: criteria, measures,"
    " values, scores. The program computes it again and names every figure that differs: {command}, followed by the"
    " name of the file. Version of the program: {version}."
)


def audit(evidence: "Evidence") -> Section:
    """Return the section."""
    return Section("audit", _TITLE, tuple(_blocks(evidence.ranking)))


def _blocks(ranking: "Ranking") -> Iterator[Block]:
    yield Paragraph(_FORMULA.format(counts=_COUNTS[ranking.criteria.unknown]))
    yield Paragraph(_INTERVALS)
    yield Paragraph(_STATUSES)
    if any(each.requirement and each.requirement.unknown == "excluded" for each in ranking.criteria.screened):
        yield Paragraph(_UNKNOWN_EXCLUDES)
    yield Paragraph(_RANKS)
    yield Paragraph(_COVERAGE)
    yield from _functions(ranking.criteria)
    yield from _ranges(ranking)
    if ranking.frame.height:
        yield from _worked(ranking)
    if ranking.inputs:
        yield Heading(_INPUTS, 3)
        yield Items(tuple(_inputs(ranking)))
    yield Heading(_VERIFY, 3)
    yield Paragraph(_COMMAND.format(command="vasterviksmodell verify", version=ranking.version))


def _functions(criteria: "Criteria") -> Iterator[Block]:
    """Yield the formula of each kind of value function, with the criteria that have one of it."""
    members = {type(one.value): one.value for one in criteria.scored if one.value is not None}
    if members:
        yield Heading(_FUNCTIONS, 3)
        yield Paragraph(_X)
        rows = (
            (
                member.shape if member.short else Bracketed(member.name, member.shape),
                member.formula,
                Joined((Label.of(one) for one in criteria.scored if type(one.value) is kind), "; "),
            )
            for kind, member in members.items()
        )
        yield Grid(tuple(map(Column, _FUNCTION_COLUMNS)), tuple(rows))


def _ranges(ranking: "Ranking") -> Iterator[Block]:
    """Yield the range of each criterion that has measures which are not exactly known."""
    sites = ranking.frame.rows(named=True)
    numbers = (criterion for criterion in ranking.criteria.criteria if criterion.kind == "number")
    ranged = [one for one in numbers if not all(Measured.of(site, one).is_exact for site in sites)]
    if ranged:
        yield Heading(_RANGES, 3)
        rows = ((Label.of(one), Interval(one.range.low, number(one.range.high, one))) for one in ranged)
        yield Grid((Column(words.COLUMNS["criterion"]), Column(_RANGE)), tuple(rows))


def _worked(ranking: "Ranking") -> Iterator[Block]:
    """Yield the first site, every figure with all its digits."""
    row = ranking.frame.row(0, named=True)
    yield Heading(_WORKED.format(name=Name(row["name"])), 3)
    columns = (
        Column(words.COLUMNS["criterion"]),
        Column(words.COLUMNS["measure"], right=True),
        Column(words.COLUMNS["value"], right=True),
        Column(_COLUMNS["counts"], right=True),
        Column(_COLUMNS["share"], right=True),
        Column(_COLUMNS["points"], right=True),
    )
    yield Grid(columns, tuple(_row(row, criterion, ranking) for criterion in ranking.criteria.scored))
    yield Paragraph(_SUM.format(score=Exact(row[names.SCORE])))


def _row(row: Mapping[str, Any], criterion: "Criterion", ranking: "Ranking") -> tuple[Phrase, ...]:
    low, high = row[names.value_low(criterion)], row[names.value_high(criterion)]
    return (
        Label.of(criterion),
        measure(Measured.of(row, criterion)),
        Joined(map(Exact, dict.fromkeys((low, high))), "–"),
        Exact(value_that_counts(low, high, ranking.criteria.unknown)),
        _share(criterion.weight),
        Exact(row[names.contribution(criterion)]),
    )


def _share(weight: Fraction) -> Phrase:
    """Return `3/40 (0.075)`."""
    return Bracketed(f"{weight.numerator}/{weight.denominator}", Exact(float(weight)))


def _inputs(ranking: "Ranking") -> Iterator[Phrase]:
    for input in ranking.inputs:
        file = _FILE.format(
            path=Name(input.path, _LONGEST), sites=input.sites, format=input.format, digest=input.sha256
        )
        dialect = Joined(f"{key} {value}" for key, value in input.dialect.items())
        yield Joined((file, _DIALECT.format(dialect=dialect)), "; ") if dialect else file
    name, file_read = model_file_name(ranking.criteria), ranking.criteria.file
    if name is not None and file_read is not None:
        yield _MODEL_FILE.format(path=name, digest=file_read.sha256)
