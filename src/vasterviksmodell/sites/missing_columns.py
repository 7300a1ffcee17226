"""Columns that are looked for and not there, each with what was perhaps meant."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, numbered_lines
from vasterviksmodell.i18n.wording import listing, nearest, shortened, visible
from vasterviksmodell.sites.chosen_rows import Wish
from vasterviksmodell.sites.formats.heading_lines import LinesAround
from vasterviksmodell.source.words import folded
from vasterviksmodell.source.yaml_document.nodes import stands_for_itself

_WORD = re.compile(r"[^\W\d]\w*")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")


def in_yaml(text: str) -> str:
    """A text as it can be copied into a criteria file."""
    plain = text.isascii() and text.isidentifier() and stands_for_itself(text)
    return text if plain else visible(json.dumps(text, ensure_ascii=False))


def where_setting(values: Mapping[str, str]) -> str:
    """The setting that chooses rows by what stands under headings: `data: {where: {år: 2017}}`."""
    pairs = (f"{_short(heading)}: {_short(text)}" for heading, text in values.items())
    return f"data: {{where: {{{', '.join(pairs)}}}}}"


def where_option(values: Mapping[str, str]) -> str:
    """The same as options of the command line."""
    return " ".join(f"--data {_in_shell(f'where.{heading}={text}')}" for heading, text in values.items())


def _short(text: str) -> str:
    """A word or a whole number as it is; anything else in quotes."""
    plain = _WHOLE.fullmatch(text) or (_WORD.fullmatch(text) and stands_for_itself(text))
    return text if plain and text.isprintable() else in_yaml(text)


def _in_shell(text: str) -> str:
    return text if re.fullmatch(r"[\w.=-]+", text) else "'" + visible(text).replace("'", "'\\''") + "'"


_MOST = 1000
"""Among so many headings the one that was meant is looked for: that takes long."""


@dataclass(frozen=True)
class MissingColumns:
    """What to look among for the columns that are missing."""

    criteria: Criteria
    served: Collection[str]
    """The headings that a column serves."""
    free: Mapping[str, str]
    """The headings of the file that serve nothing, by how they are compared."""
    place: Place
    around: LinesAround
    """What stands near the headings."""
    shared: Mapping[str, tuple[str, ...]]
    """The headings over several lines with a part that others have too, by that part, folded."""
    unheaded: int | None = None
    """A column without heading that may hold the ids."""

    def findings(self, elsewhere: Collection[str] = ()) -> Iterator[Finding]:
        """One for each column with its likeness, one for all others; columns that stand elsewhere are not missing."""
        if self.criteria.site.id not in self.served:
            yield self._without_ids()
        if self.criteria.site.name not in elsewhere:
            yield from self._without_names()
        missing = [it for it in self._missing() if it.column not in elsewhere]
        if len(missing) == len(self.criteria.criteria):
            yield self._without_measures()
            return
        for criterion in missing:
            if criterion.required:
                yield Finding(rule("D107"), self.place, {"criterion": criterion.id}, *self._meant(criterion))
        yield from self._unknown([criterion for criterion in missing if not criterion.required])

    @property
    def known(self) -> Iterator[str]:
        """The headings of the file, those that are read by the names that the criteria have for them."""
        return iter((*self.served, *self.free.values()))

    def for_wish(self, wish: Wish) -> tuple[str | None, Message | None]:
        """What was perhaps meant by the column that rows are to be chosen by."""
        return self._called(wish.heading)

    def headings(self) -> Iterator[str]:
        """The headings of measures that are missing."""
        return (it.column for it in self._missing())

    def has_like(self, heading: str) -> bool:
        """Whether something is called much like a measure that is missing."""
        return any(any(self._meant(it)) for it in self._missing() if it.column == heading)

    def _missing(self) -> Iterator[Criterion]:
        return (criterion for criterion in self.criteria.criteria if criterion.column not in self.served)

    def _without_names(self) -> Iterator[Finding]:
        """Ids serve as names; that is told only where another column may hold the names."""
        name = self.criteria.site.name
        meant = None if name in self.served else self._like(name)
        if meant is not None:
            yield Finding(rule("D018"), self.place, {"column": name}, suggestion=meant)

    def _unknown(self, missing: Sequence[Criterion]) -> Iterator[Finding]:
        others = []
        for column, it in {criterion.column: criterion for criterion in missing}.items():
            meant = self._meant(it)
            if any(meant):
                yield Finding(rule("D006"), self.place, {"columns": f"'{column}'"}, *meant)
            else:
                others.append(f"'{column}'")
        if others:
            yield Finding(rule("D006"), self.place, {"columns": listing(others)})

    def _without_ids(self) -> Finding:
        site = self.criteria.site
        advice = self._declared_otherwise(site.id)
        if advice is not None:
            return Finding(rule("D005"), self.place, {"column": site.id}, advice=advice)
        if site.name in self.served:
            setting = f"site: {{id: {in_yaml(site.name)}}}"
            advice = Message(
                "where no two sites have the same name, names can be ids: {setting} in the criteria file"
            ).format(setting=setting)
        elif self.unheaded is not None:
            advice = _without_heading(self.unheaded + 1)
        elif not folded(site.id):
            advice = _ALL_HAVE_HEADINGS
        return Finding(rule("D005"), self.place, {"column": site.id}, self._like(site.id), advice)

    def _without_measures(self) -> Finding:
        known = listing(criterion.column for criterion in self.criteria.criteria)
        meant = (self._meant(criterion) for criterion in self.criteria.criteria)
        return Finding(rule("D007"), self.place, {"known": known}, *next(filter(any, meant), (None, None)))

    def _meant(self, criterion: Criterion) -> tuple[str | None, Message | None]:
        """The heading that was perhaps meant; or, when one is called as the criterion is, how to declare it."""
        otherwise = self._declared_otherwise(criterion.column)
        if otherwise is not None:
            return None, otherwise
        labels = (criterion.label.en, criterion.label.sv)
        called = next((self.free[label] for label in map(folded, filter(None, labels)) if label in self.free), None)
        return (self._like(criterion.column), None) if called is None else (None, _declared(criterion, called))

    def _called(self, heading: str) -> tuple[str | None, Message | None]:
        """The heading that was perhaps meant, or how to declare it."""
        otherwise = self._declared_otherwise(heading)
        return (self._like(heading), None) if otherwise is None else (None, otherwise)

    def _declared_otherwise(self, heading: str) -> Message | None:
        """How to declare a heading that stands on other lines than those that are read, or is a part of several."""
        names = [name for name in (heading, *self.criteria.data.columns.get(heading, ())) if folded(name)]
        for name in names:
            if folded(name) in self.shared:
                return _one_of(name, self.shared[folded(name)], heading)
        ways = (self._on_another_line, self._on_several_lines)
        return next(filter(None, (way(name) for way in ways for name in names)), None)

    def _on_another_line(self, name: str) -> Message | None:
        line = self.around.line_of(folded(name))
        return None if line is None else _on_line(name, line, sorted({*self.around.headings, line}))

    def _on_several_lines(self, name: str) -> Message | None:
        lines = self.around.lines_of(folded(name))
        return None if lines is None else _on_lines(name, lines)

    def _like(self, heading: str) -> str | None:
        """The free heading most like a heading, or like another name of it, in one line."""
        first = tuple(islice(self.free, _MOST))
        found = next(filter(None, (nearest(name, first) for name in self._names(heading))), None)
        return " ".join(self.free[found].split()) if found else None

    def _names(self, heading: str) -> Iterator[str]:
        """A heading and what it is called instead, as they are compared."""
        return map(folded, (heading, *self.criteria.data.columns.get(heading, ())))


_ALL_HAVE_HEADINGS = Message("name the column under site: id: by its heading: no column, or more than one, has none")


def _without_heading(column: int) -> Message:
    return Message(
        'column {column} has no heading: if it holds the ids, give it one, or write site: {{id: ""}} in the'
        " criteria file"
    ).format(column=column)


def _one_of(name: str, called: Sequence[str], heading: str) -> Message:
    names = listing(f"'{shortened(text)}'" for text in called).en
    setting = f"data: {{columns: {{{in_yaml(heading)}: {in_yaml(called[0])}}}}}"
    return Message(
        "'{name}' is a part of several headings, {names}: say which is meant, such as {setting} in the criteria file"
    ).format(name=shortened(name), names=names, setting=setting)


def _on_line(name: str, line: int, all: Sequence[int]) -> Message:
    setting, shown = f"data: {{header: {list(all)}}}", shortened(name)
    return Message(
        "'{shown}' stands on line {line}: if the headings take several lines, write {setting} in the criteria file"
    ).format(shown=shown, line=str(line), setting=setting)


def _on_lines(name: str, lines: Sequence[int]) -> Message:
    setting, together, shown = f"data: {{header: {list(lines)}}}", numbered_lines(lines), shortened(name)
    return Message("'{shown}' stands on {together} together: write {setting} in the criteria file").format(
        shown=shown, together=together, setting=setting
    )


def _declared(criterion: Criterion, heading: str) -> Message:
    setting = f"data: {{columns: {{{in_yaml(criterion.column)}: {in_yaml(heading)}}}}}"
    called = shortened(heading)
    return Message("'{called}' is the label of the criterion: to read it, write {setting} in the criteria file").format(
        called=called, setting=setting
    )
