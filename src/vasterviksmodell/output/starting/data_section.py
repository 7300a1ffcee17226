"""The `data:` section of a criteria file that fits a sheet, with comments on what was found and what was not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.findings import Finding
from vasterviksmodell.i18n import Joined, Message, Phrase, written
from vasterviksmodell.i18n.numbers import Percent
from vasterviksmodell.i18n.wording import Language, shortened
from vasterviksmodell.sites.missing_columns import in_yaml
from vasterviksmodell.sites.own_sheet.matching import Match, Target, Unmatched
from vasterviksmodell.sites.own_sheet.sheet import OwnSheet
from vasterviksmodell.sites.own_sheet.words import WordsFound

_FOUND = Message("Found by init in {file}. Look through each line: only you know what a column holds.")
_HOW = {
    "id": Message("its id", "of a criterion"),
    "column": Message("its heading"),
    "label": Message("its label", "of a criterion"),
    "alias": Message("another name"),
    "position": Message("first column"),
}
_ALIKE = Message("{likeness} like it")
_AS_MISSING = Message("These count as unknown. Write zero instead of missing where a mark is a true zero.")
_NO_CATEGORY = Message("{words} under '{heading}' fits no category: write under words: what it means.")
_DOUBT = Message(
    "{statement}. Which unit is the column in? Take away # before the right line, and before units: above if it has"
    " one."
)
_UNMATCHED = Message("Not matched. To read one, write it under columns: at what it is.")
_MAY_BE = Message("'{heading}': perhaps {candidates}")
_NOTHING_LIKE = Message("'{heading}': nothing is like it")
_LACKING = Message("No column was found for: {columns}. They are unknown for every site.")


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """What a sheet needs to be read: its matched headings and words, and units that are doubtful."""

    file: str
    sheet: OwnSheet
    words: WordsFound
    doubts: Sequence[Finding] = field(default=())
    """Findings D206 about whole columns."""

    @property
    def units(self) -> dict[str, str]:
        """Return the units that headings state, by column, where they can be those of a criterion."""
        return {
            match.target.column: match.unit
            for match in self.sheet.matching.matches
            if match.unit is not None and match.target.units
        }

    @property
    def names_as_ids(self) -> Match | None:
        """Return the column of names, when it must serve as the ids too."""
        site = self.sheet.criteria.site
        return None if self.sheet.matching.of(site.id) else self.sheet.matching.of(site.name)


def data_section(settings: SheetSettings, language: Language) -> str:
    """Return the section as YAML."""
    lines = (*_head(settings, language), *_columns(settings, language), *_cells(settings, language))
    return "".join(f"{line}\n" for line in (*lines, *_rest(settings, language)))


def _comment(phrase: Phrase, language: Language, indent: str = "  ") -> str:
    return f"{indent}# {' '.join(written(phrase, language).split())}"


def _head(settings: SheetSettings, language: Language) -> Iterator[str]:
    yield "data:"
    yield _comment(_FOUND.format(file=shortened(settings.file)), language)
    if settings.sheet.sheet:
        yield f"  sheet: {in_yaml(settings.sheet.sheet)}"
    if settings.sheet.header:
        yield f"  header: {list(settings.sheet.header)}"


def _columns(settings: SheetSettings, language: Language) -> Iterator[str]:
    yield "  columns:"
    names = settings.names_as_ids
    if names is not None:
        yield f"    {in_yaml(settings.sheet.criteria.site.id)}: {in_yaml(names.heading)}"
    for match in settings.sheet.matching.matches:
        entry = f"    {in_yaml(match.target.column)}: {in_yaml(match.heading)}"
        yield f"{entry}{_comment(how_matched(match), language, '    ')}"


def how_matched(match: Match) -> Phrase:
    """Return how a heading was recognised."""
    return _HOW[match.how] if match.how in _HOW else _ALIKE.format(likeness=Percent(match.likeness))


def _cells(settings: SheetSettings, language: Language) -> Iterator[str]:
    words = settings.words
    if words.words:
        yield "  words:"
        yield from (f"    {in_yaml(column)}: {_flow(meant)}" for column, meant in words.words.items())
    if settings.units or settings.doubts:
        yield "  units:" if settings.units else "  # units:"
        yield from (f"    {in_yaml(column)}: {in_yaml(unit)}" for column, unit in settings.units.items())
    for finding in settings.doubts:
        yield from _doubt(finding, settings.sheet.criteria[str(finding.facts["criterion"])], language)
    if words.missing:
        yield _comment(_AS_MISSING, language)
        yield from (_comment(phrase, language) for phrase in strange_words(settings))
        yield f"  missing: {{{', '.join(f'{in_yaml(mark)}: missing' for mark in words.missing)}}}"


def strange_words(settings: SheetSettings) -> Iterator[Phrase]:
    """Yield what is said of words that fit no category."""
    for column, words in settings.words.unknown.items():
        match = settings.sheet.matching.of(column)
        listed = Joined(f"'{shortened(word)}'" for word in words)
        yield _NO_CATEGORY.format(words=listed, heading=shortened(match.heading if match else column))


def _doubt(finding: Finding, criterion: Criterion, language: Language) -> Iterator[str]:
    from vasterviksmodell.sites.units import other_unit

    other = other_unit(criterion.unit)
    yield _comment(_DOUBT.format(statement=finding.statement), language, "    ")
    for unit in (criterion.unit, other.symbol if other else ""):
        yield f"    # {in_yaml(criterion.column)}: {in_yaml(unit)}"


def _flow(meant: Mapping[str, Sequence[str]]) -> str:
    pairs = (f"{in_yaml(category)}: [{', '.join(map(in_yaml, words))}]" for category, words in meant.items())
    return f"{{{', '.join(pairs)}}}"


def _rest(settings: SheetSettings, language: Language) -> Iterator[str]:
    matching = settings.sheet.matching
    if matching.unmatched:
        yield _comment(_UNMATCHED, language)
        yield from (f"{_comment(unmatched_text(one), language)}" for one in matching.unmatched)
    lacking = lacking_columns(settings)
    if lacking:
        yield _comment(_LACKING.format(columns=Joined(lacking)), language)


def unmatched_text(unmatched: Unmatched) -> Phrase:
    """Return a heading that was not matched, with the columns that it may be."""
    heading = shortened(unmatched.heading)
    if not unmatched.candidates:
        return _NOTHING_LIKE.format(heading=heading)
    return _MAY_BE.format(heading=heading, candidates=Joined(map(_with_label, unmatched.candidates)))


def _with_label(target: Target) -> Phrase:
    return Joined((target.column, " (", target.criteria[0].label, ")"), "")


def lacking_columns(settings: SheetSettings) -> tuple[str, ...]:
    """Return the measures for which no column was found."""
    return tuple(target.column for target in settings.sheet.matching.lacking if target.criteria)
