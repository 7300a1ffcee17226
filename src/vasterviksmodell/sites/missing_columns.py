"""Missing columns, each with a suggestion, and settings to be copied into a criteria file."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, numbered_lines
from vasterviksmodell.i18n.wording import listing, nearest, shortened, visible
from vasterviksmodell.sites.chosen_rows import RowCondition
from vasterviksmodell.sites.formats.heading_lines import SurroundingLines
from vasterviksmodell.source.folding import folded
from vasterviksmodell.source.yaml_document.nodes import stands_for_itself

_WORD = re.compile(r"[^\W\d]\w*")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")


def in_yaml(text: str) -> str:
    """Return a text as it can be copied into a criteria file."""
    plain = text.isascii() and text.isidentifier() and stands_for_itself(text)
    return text if plain else visible(json.dumps(text, ensure_ascii=False))


def where_setting(values: Mapping[str, str]) -> str:
    """Return the setting that chooses rows by texts under headings: `data: {where: {år: 2017}}`."""
    pairs = (f"{_unquoted_if_plain(heading)}: {_unquoted_if_plain(text)}" for heading, text in values.items())
    return f"data: {{where: {{{', '.join(pairs)}}}}}"


def where_option(values: Mapping[str, str]) -> str:
    """Return the options of the command line that choose rows by texts under headings."""
    return " ".join(f"--data {_quoted_for_shell(f'where.{heading}={text}')}" for heading, text in values.items())


def _unquoted_if_plain(text: str) -> str:
    """Return a word or an integer as it is, anything else in quotes."""
    plain = _WHOLE.fullmatch(text) or (_WORD.fullmatch(text) and stands_for_itself(text))
    return text if plain and text.isprintable() else in_yaml(text)


def _quoted_for_shell(text: str) -> str:
    return text if re.fullmatch(r"[\w.=-]+", text) else "'" + visible(text).replace("'", "'\\''") + "'"


_MOST = 1000
"""How many headings are searched for similar ones, which takes long."""


@dataclass(frozen=True)
class MissingColumns:
    """The missing columns of a file, and where to look for what was meant."""

    criteria: Criteria
    served: Collection[str]
    """The wanted headings that a column serves."""
    free: Mapping[str, str]
    """By folded form: the headings of the file that serve nothing."""
    place: Place
    surrounding_lines: SurroundingLines
    """The lines near the headings."""
    shared: Mapping[str, tuple[str, ...]]
    """By part (folded): the headings over several lines that share it."""
    unheaded: int | None = None
    """A column without heading that may hold the ids."""

    def findings(self, elsewhere: Collection[str] = ()) -> Iterator[Finding]:
        """Yield one finding for each column with a suggestion, and one for all others.

        Columns that are `elsewhere`, in another file, are not missing.
        """
        if self.criteria.site.id not in self.served:
            yield self._without_ids()
        if self.criteria.site.name not in elsewhere:
            yield from self._without_names()
        missing = [criterion for criterion in self._missing() if criterion.column not in elsewhere]
        if len(missing) == len(self.criteria.criteria):
            yield self._without_measures()
            return
        for criterion in missing:
            if criterion.required:
                yield Finding(
                    rule("D107"), self.place, {"criterion": criterion.id}, *self._suggestion_for_measure(criterion)
                )
        yield from self._unknown([criterion for criterion in missing if not criterion.required])

    @property
    def known(self) -> Iterator[str]:
        """The headings of the file; those that serve by their name in the criteria."""
        return iter((*self.served, *self.free.values()))

    def suggestion_for(self, condition: RowCondition) -> tuple[str | None, Message | None]:
        """Return the suggested heading of a condition on rows, or advice."""
        return self._suggestion(condition.heading)

    def headings(self) -> Iterator[str]:
        """Return the missing headings of measures."""
        return (criterion.column for criterion in self._missing())

    def has_similar(self, heading: str) -> bool:
        """Say whether there is a suggestion for a missing heading of a measure."""
        return any(
            any(self._suggestion_for_measure(criterion)) for criterion in self._missing() if criterion.column == heading
        )

    def _missing(self) -> Iterator[Criterion]:
        return (criterion for criterion in self.criteria.criteria if criterion.column not in self.served)

    def _without_names(self) -> Iterator[Finding]:
        """Yield a finding if names are missing, so that ids serve as names, and another column may hold them."""
        name = self.criteria.site.name
        similar = None if name in self.served else self._similar_heading(name)
        if similar is not None:
            yield Finding(rule("D018"), self.place, {"column": name}, suggestion=similar)

    def _unknown(self, missing: Sequence[Criterion]) -> Iterator[Finding]:
        others = []
        for column, criterion in {criterion.column: criterion for criterion in missing}.items():
            suggestion = self._suggestion_for_measure(criterion)
            if any(suggestion):
                yield Finding(rule("D006"), self.place, {"columns": f"'{column}'"}, *suggestion)
            else:
                others.append(f"'{column}'")
        if others:
            yield Finding(rule("D006"), self.place, {"columns": listing(others)})

    def _without_ids(self) -> Finding:
        site = self.criteria.site
        advice = self._advice_on_declaring(site.id)
        if advice is not None:
            return Finding(rule("D005"), self.place, {"column": site.id}, advice=advice)
        if site.name in self.served:
            setting = f"site: {{id: {in_yaml(site.name)}}}"
            advice = Message(
                "if no two sites have the same name, names can be ids: write {setting} in the criteria file"
            ).format(setting=setting)
        elif self.unheaded is not None:
            advice = _advice_on_unheaded(self.unheaded + 1)
        elif not folded(site.id):
            advice = _ALL_HAVE_HEADINGS
        return Finding(rule("D005"), self.place, {"column": site.id}, self._similar_heading(site.id), advice)

    def _without_measures(self) -> Finding:
        known = listing(criterion.column for criterion in self.criteria.criteria)
        suggestions = map(self._suggestion_for_measure, self.criteria.criteria)
        return Finding(rule("D007"), self.place, {"known": known}, *next(filter(any, suggestions), (None, None)))

    def _suggestion_for_measure(self, criterion: Criterion) -> tuple[str | None, Message | None]:
        """Return the heading that may be meant, or how to declare one that is the criterion's label."""
        otherwise = self._advice_on_declaring(criterion.column)
        if otherwise is not None:
            return None, otherwise
        labels = (criterion.label.en, criterion.label.sv)
        labelled = next((self.free[label] for label in map(folded, filter(None, labels)) if label in self.free), None)
        return (
            (self._similar_heading(criterion.column), None)
            if labelled is None
            else (None, _advice_on_label(criterion, labelled))
        )

    def _suggestion(self, heading: str) -> tuple[str | None, Message | None]:
        """Return the heading that may be meant, or how to declare it."""
        otherwise = self._advice_on_declaring(heading)
        return (self._similar_heading(heading), None) if otherwise is None else (None, otherwise)

    def _advice_on_declaring(self, heading: str) -> Message | None:
        """Return how to declare a heading that stands on lines which are not read, or is a part of several headings."""
        names = [name for name in (heading, *self.criteria.data.columns.get(heading, ())) if folded(name)]
        for name in names:
            if folded(name) in self.shared:
                return _advice_on_part(name, self.shared[folded(name)], heading)
        searches = (self._on_another_line, self._on_several_lines)
        return next(filter(None, (search(name) for search in searches for name in names)), None)

    def _on_another_line(self, name: str) -> Message | None:
        line = self.surrounding_lines.line_of(folded(name))
        return None if line is None else _advice_on_line(name, line, sorted({*self.surrounding_lines.headings, line}))

    def _on_several_lines(self, name: str) -> Message | None:
        lines = self.surrounding_lines.lines_of(folded(name))
        return None if lines is None else _advice_on_lines(name, lines)

    def _similar_heading(self, heading: str) -> str | None:
        """Return the free heading most similar to a heading or an alias of it, on one line."""
        first = tuple(islice(self.free, _MOST))
        found = next(filter(None, (nearest(name, first) for name in self._names(heading))), None)
        return " ".join(self.free[found].split()) if found else None

    def _names(self, heading: str) -> Iterator[str]:
        """Return a heading and its aliases, folded."""
        return map(folded, (heading, *self.criteria.data.columns.get(heading, ())))


_ALL_HAVE_HEADINGS = Message(
    "write the heading of the id column under site: id:, because no column, or more than one, has no heading"
)


def _advice_on_unheaded(column: int) -> Message:
    return Message(
        'column {column} has no heading: if it holds the ids, give it one, or write site: {{id: ""}} in the'
        " criteria file"
    ).format(column=column)


def _advice_on_part(name: str, headings: Sequence[str], heading: str) -> Message:
    names = listing(f"'{shortened(text)}'" for text in headings).en
    setting = f"data: {{columns: {{{in_yaml(heading)}: {in_yaml(headings[0])}}}}}"
    return Message(
        "'{name}' is part of several headings, {names}: choose one, such as {setting} in the criteria file"
    ).format(name=shortened(name), names=names, setting=setting)


def _advice_on_line(name: str, line: int, all: Sequence[int]) -> Message:
    setting, shown = f"data: {{header: {list(all)}}}", shortened(name)
    return Message(
        "'{shown}' stands on line {line}: if the headings take several lines, write {setting} in the criteria file"
    ).format(shown=shown, line=str(line), setting=setting)


def _advice_on_lines(name: str, lines: Sequence[int]) -> Message:
    setting, together, shown = f"data: {{header: {list(lines)}}}", numbered_lines(lines), shortened(name)
    return Message("'{shown}' stands on {together} together: write {setting} in the criteria file").format(
        shown=shown, together=together, setting=setting
    )


def _advice_on_label(criterion: Criterion, heading: str) -> Message:
    setting = f"data: {{columns: {{{in_yaml(criterion.column)}: {in_yaml(heading)}}}}}"
    called = shortened(heading)
    return Message("'{called}' is the label of the criterion: to read it, write {setting} in the criteria file").format(
        called=called, setting=setting
    )
