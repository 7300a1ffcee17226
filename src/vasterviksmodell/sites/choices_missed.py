"""D031: the columns that rows are to be chosen by, where no file has them.

A choice does not apply to a file without the column: beside a table with a row for each year, one without years is
read whole. Only where such a file has a column that was perhaps meant is that told.
"""

from collections.abc import Iterator, Sequence

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Severity, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.chosen_rows import Wish, wishes
from vasterviksmodell.sites.layout import Matched
from vasterviksmodell.wording import listing, shortened


def choices_missed(matches: Sequence[Matched], criteria: Criteria) -> Iterator[Finding]:
    """For each choice: one finding where no file has the column, else the files with one that was perhaps meant."""
    for wish in wishes(criteria.data) if matches else ():
        lacking = [it for it in matches if wish not in it.wishes]
        if len(lacking) == len(matches):
            yield _finding(wish, min(matches, key=lambda it: not _may_have(it, wish)), matches)
        else:
            yield from (_finding(wish, it, [it], Severity.WARNING) for it in lacking if _may_have(it, wish))


def _may_have(matched: Matched, wish: Wish) -> bool:
    return any(matched.missing.for_wish(wish))


def _finding(wish: Wish, told_at: Matched, files: Sequence[Matched], level: Severity | None = None) -> Finding:
    known = dict.fromkeys(heading for it in files for heading in it.missing.known)
    facts: dict[str, Phrase] = {
        "column": wish.heading,
        "files": _in_files([it.missing.place.path for it in files]),
        "known": listing(f"'{shortened(it)}'" for it in known),
    }
    return Finding(rule("D031"), told_at.missing.place, facts, *told_at.missing.for_wish(wish), level=level)


def _in_files(paths: Sequence[str]) -> Phrase:
    """Which files are meant, where they are several."""
    if len(paths) < 2:  # noqa: PLR2004 - the place of the finding names a single one
        return ""
    return Message(" in {paths}").format(paths=listing(paths))
