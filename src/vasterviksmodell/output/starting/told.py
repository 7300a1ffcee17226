"""What `init --from` says of a sheet: each heading that was matched and how, and what was not."""

from collections.abc import Iterator

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.output.starting.data_section import (
    SheetSettings,
    how_matched,
    lacking_columns,
    strange_words,
    unmatched_text,
)
from vasterviksmodell.sites.own_sheet.matching import Match

_MATCHED = Message("{file}: {number} of {among} headings are matched")
_LINE = Message("  '{heading}' is {column}: {how}")
_IN_UNIT = Message("  '{heading}' is {column}, in {unit}: {how}")
_AS_IDS = Message("  the names serve as ids too")
_UNITS_BELOW = Message("  the units stand on a row of their own below the headings")
_MISSING = Message("  count as unknown: {marks}")
_NOT = Message("not matched:")
_LACKING = Message("no column for: {columns}")
_LONGEST = 34


def sheet_told(settings: SheetSettings) -> Iterator[Phrase]:
    """Yield the lines."""
    matching = settings.sheet.matching
    number, among = len(matching.matches), len(matching.matches) + len(matching.unmatched)
    yield _MATCHED.format(file=shortened(settings.file), number=number, among=among)
    yield from map(_match_told, matching.matches)
    if settings.names_as_ids is not None:
        yield _AS_IDS
    if settings.sheet.header:
        yield _UNITS_BELOW
    if settings.words.missing:
        yield _MISSING.format(marks=Joined(f"'{shortened(mark)}'" for mark in settings.words.missing))
    yield from (Joined(("  ", phrase), "") for phrase in strange_words(settings))
    if matching.unmatched:
        yield _NOT
        yield from (Joined(("  ", unmatched_text(one)), "") for one in matching.unmatched)
    lacking = lacking_columns(settings)
    if lacking:
        yield _LACKING.format(columns=Joined(lacking))


def _match_told(match: Match) -> Phrase:
    says_itself = match.unit is None or match.unit in match.heading
    form = _LINE if says_itself or not match.target.units else _IN_UNIT
    heading = shortened(match.heading, _LONGEST)
    return form.format(heading=heading, column=match.target.column, unit=match.unit, how=how_matched(match))
