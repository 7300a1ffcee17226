"""What a view is."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from vasterviksmodell.output.formats import Suffixes, View
from vasterviksmodell.output.renderers import RENDERERS

if TYPE_CHECKING:
    from vasterviksmodell.i18n import Phrase
    from vasterviksmodell.output.document import Block
    from vasterviksmodell.scoring import Ranking


VIEW_SUFFIXES: Suffixes = MappingProxyType(
    {name: renderer.suffixes for name, renderer in RENDERERS.items()} | {"csv": (".csv",), "json": (".json",)}
)
"""The formats of views, each with the suffixes of its files."""

Result = TypeVar("Result")
"""What an analysis found."""


class ResultView(ABC, Generic[Result]):
    """How the result of an analysis is shown."""

    suffixes: ClassVar[Suffixes] = VIEW_SUFFIXES
    """The formats that it can be written in, each with the suffixes of its files."""
    weighed: ClassVar[bool] = False
    """Whether the result depends on one set of weights; then the document states whose, where actors are named."""
    states_need: ClassVar[bool] = False
    """Whether the document states what is to be housed, where the criteria do."""

    columns: ClassVar[tuple[str, ...]]
    """The columns of the main table for programs, in CSV; see `flat_table`."""

    @abstractmethod
    def document(self, result: Result) -> "Iterator[Block]":
        """Yield the result for people, its title first."""

    @abstractmethod
    def entry(self, result: Result) -> dict[str, Any]:
        """Return the result for programs: stable keys, full precision."""

    @abstractmethod
    def rows(self, result: Result) -> Iterable[Mapping[str, Any]]:
        """Return the rows of the main table for programs, by column or by what holds several."""

    def columns_of(self, result: Result) -> tuple[str, ...]:
        """Return the columns of the main table; the same for all results, unless there are several views."""
        del result
        return self.columns

    def rendered(
        self, result: Result, format: str, view: View, rankings: "Sequence[Ranking]" = ()
    ) -> Iterable[str] | bytes:
        """Return a result in one of the formats. `rankings`: those that the result is about."""
        if format == "json":
            from vasterviksmodell.source.json_writer import json_text

            return [json_text(self.entry(result) | self._entries(rankings), indent=2), "\n"]
        if format == "csv":
            from vasterviksmodell.output.flat_table import flat_table

            return flat_table(self.columns_of(result), self.rows(result))
        return RENDERERS[format].render(self._with_paragraphs(result, rankings), view)

    def _entries(self, rankings: "Sequence[Ranking]") -> dict[str, Any]:
        """Return the last entries of the result for programs: need, whose weights count, and measures that were set."""
        from vasterviksmodell.scoring.saved.document import need_entry, whose_weights_entry
        from vasterviksmodell.scoring.saved.saved_sites import actions_entry, change_entry

        whose = whose_weights_entry(rankings[0].criteria) if self.weighed and rankings else {}
        changes = [change_entry(change) for ranking in rankings for change in ranking.changes]
        applied = next((ranking for ranking in rankings if ranking.actions), None)
        actions = {} if applied is None else actions_entry(applied)
        needed = need_entry(rankings[0].criteria) if self.states_need and rankings else {}
        return needed | whose | ({"changes": changes} if changes else {}) | actions

    def _with_paragraphs(self, result: Result, rankings: "Sequence[Ranking]") -> "Iterator[Block]":
        """Yield the result for people, with need, weights, actions applied and measures set below its title."""
        from vasterviksmodell.output.document import Paragraph

        title, *others = self.document(result)
        yield title
        yield from map(Paragraph, self._paragraphs(rankings))
        yield from others

    def _paragraphs(self, rankings: "Sequence[Ranking]") -> "Iterator[Phrase]":
        from vasterviksmodell.output.needed import needed_text
        from vasterviksmodell.output.what_if import applied_text, change_texts, whose_weights_text

        needed = needed_text(rankings[0].criteria) if self.states_need and rankings else None
        if needed is not None:
            yield needed
        whose = whose_weights_text(rankings[0].criteria) if self.weighed and rankings else None
        if whose is not None:
            yield whose
        yield from dict.fromkeys(text for ranking in rankings if (text := applied_text(ranking)))
        changes = [change for ranking in rankings for change in ranking.changes]
        if changes:
            yield from change_texts(changes, rankings[0].criteria)
