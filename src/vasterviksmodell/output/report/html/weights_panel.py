"""The panel in which a reader tries other weights. It is hidden until the script of the page shows it."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from vasterviksmodell.criteria.whose_weights import whose_weights
from vasterviksmodell.i18n import Message, Phrase, written
from vasterviksmodell.output.document.cells import Label, label
from vasterviksmodell.output.safe_text import safe

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion, Group
    from vasterviksmodell.i18n.wording import Language
    from vasterviksmodell.scoring import Ranking

    Node = Criterion | Group

KEY = "try-weights"
"""By which links refer to the panel."""
TITLE = Message("Try other weights")
_INTRODUCTION = Message(
    "Change the weights, and scores, ranks and the first page follow, computed here in your browser as the program"
    " computes them. Nothing is sent. The address of the page keeps your weights and can be shared. What was decided"
    " stays: a print shows it."
)
_POINTS = Message(
    "Points count within their box: 2 count twice as much as 1. Beside them stands the share of the whole. = marks a"
    " tie."
)
_BEGIN = Message("Begin with")
_DECIDED = Message("The decided weights")
_WHOSE = {"tree": Message("The weights of the tree"), "combined": Message("All actors combined")}
_BETWEEN_GROUPS = Message("Between the groups")
_BETWEEN_CRITERIA = Message("Between the criteria")
_VARIANT = Message("Variant: these weights are not the decided ones.")
_BACK = Message("Back to the decided weights")
_STRANGE = Message(
    "The address of the page holds weights that do not fit this report. The decided weights are shown instead."
)
_PRINTED = Message("The decided weights are printed. On the screen other weights were being tried.")


def can_be_weighed(ranking: "Ranking") -> bool:
    """Return whether other weights can be tried: all sites are in the ranking, and something is weighed in it."""
    return not ranking.is_cut and ranking.counts.sites > 0 and any(_siblings(ranking.criteria))


def link(language: "Language") -> str:
    """Return a link to the panel."""
    return f'<a href="#{KEY}">{_text(TITLE, language)}</a>'


def banner(language: "Language") -> Iterator[str]:
    """Yield what stands above the page while other weights than the decided ones are shown."""
    yield f'<p id="notice" class="note" role="alert" hidden>{_text(_STRANGE, language)}</p>\n'
    yield f'<p class="printed">{_text(_PRINTED, language)}</p>\n'
    yield f'<div id="variant" hidden>\n<div>\n<p><strong>{_text(_VARIANT, language)}</strong> '
    yield '<span id="changed"></span></p>\n<p id="variant-leaders"></p>\n</div>\n'
    yield f'<button type="button" id="back">{_text(_BACK, language)}</button>\n</div>\n'


def panel(criteria: "Criteria", language: "Language") -> Iterator[str]:
    """Yield the panel: whose weights to begin with, then a box for each set of siblings."""
    yield f'<section id="{KEY}" class="with-script" hidden>\n<h2>{_text(TITLE, language)}</h2>\n'
    yield f"<p>{_text(_INTRODUCTION, language)}</p>\n"
    yield from _presets(criteria, language)
    yield f'<p>{_text(_POINTS, language)}</p>\n<p id="heard" role="status"></p>\n<div class="boxes">\n'
    for siblings in _siblings(criteria):
        yield from _box(criteria, siblings, language)
    yield "</div>\n</section>\n"


def _presets(criteria: "Criteria", language: "Language") -> Iterator[str]:
    labels: dict[str, Phrase] = {**_WHOSE, **{actor.id: Label(actor.label, actor.id) for actor in criteria.actors}}
    others = {whose: labels[whose] for whose in whose_weights(criteria) if whose != criteria.weights_of}
    yield f'<fieldset class="presets"><legend>{_text(_BEGIN, language)}</legend>\n'
    for whose, text in {criteria.weights_of: _DECIDED, **others}.items():
        yield f'<button type="button" value="{whose}" aria-pressed="false">{_text(text, language)}</button>\n'
    yield "</fieldset>\n"


def _siblings(criteria: "Criteria") -> "Iterator[list[Node]]":
    """Yield the members of each group that are weighed against each other, where there are several."""
    weighed = sorted((node for node in criteria.nodes if node.weight > 0), key=attrgetter("groups"))
    sets = {inside: list(members) for inside, members in groupby(weighed, key=attrgetter("groups"))}
    for inside in ((), *((*group.groups, group.id) for group in criteria.groups)):
        if len(sets.get(inside, ())) > 1:
            yield sets[inside]


def _box(criteria: "Criteria", siblings: "list[Node]", language: "Language") -> Iterator[str]:
    inside = siblings[0].groups
    group = inside[-1] if inside else ""
    yield f"<fieldset><legend>{_text(_legend(criteria, inside), language)}</legend>\n"
    yield from (_row(node, group, language) for node in siblings)
    yield f'<p class="fault" id="fault-{group}" role="alert"></p></fieldset>\n'


def _legend(criteria: "Criteria", inside: tuple[str, ...]) -> Phrase:
    found = next((label(group) for group in criteria.groups if (*group.groups, group.id) == inside), None)
    return found or (_BETWEEN_GROUPS if criteria.groups else _BETWEEN_CRITERIA)


def _row(node: "Node", group: str, language: "Language") -> str:
    """Return a label, a slider and a field for the same points, and the share of the whole."""
    shared = (
        f'name="{node.id}" data-group="{group}" min="0" aria-labelledby="label-{node.id}"'
        f' aria-describedby="share-{node.id}"'
    )
    return (
        f'<div class="weight"><label id="label-{node.id}" for="points-{node.id}">{_text(label(node), language)}</label>'
        f'<input type="range" {shared}><input type="number" id="points-{node.id}" step="any" {shared}>'
        f'<span id="share-{node.id}"></span></div>\n'
    )


def _text(phrase: Phrase, language: "Language") -> str:
    return safe(written(phrase, language))


@cache
def script() -> str:
    """Return the script, without its comments and indents."""
    return re.sub(r"(?m)^\s*//.*\n|^\s+", "", _file("weights.js"))


def styles() -> str:
    """Return the rules for the panel and for what follows the weights."""
    return _file("weights.css")


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
