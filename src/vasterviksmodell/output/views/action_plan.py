"""The joint action plan: what, why, who, by when, depends on, done when, status; then what the figures propose."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Bracketed, Enumeration, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Decimal
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.document.cells import Label, Name, first_few, label
from vasterviksmodell.output.measure_texts import limit, measure
from vasterviksmodell.output.redaction_texts import PERHAPS_KNOWN
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.explanation.paragraph import effect
from vasterviksmodell.output.views.result_view import ResultView
from vasterviksmodell.output.views.words import criterion_entry, measure_entry, opening_entry
from vasterviksmodell.output.what_if import action_labels

if TYPE_CHECKING:
    from vasterviksmodell.analysis.action_plan import ActionPlan, Answer, PlannedAction, Proposal
    from vasterviksmodell.criteria import Action, Criteria

SCHEMA = "vasterviksmodell/action_plan/1"
_NAMED = 6
"""How many sites are named in a row, at most."""
_LONGEST = 200
_TITLE = Message("Action plan")
_NO_ACTIONS = Message("The criteria list no actions: nobody has agreed to anything that is recorded here.")
_WITHHELD = Message("The redacted edition shows no actions: they name measures of sites.")
_PROPOSED = Message("Proposed from the figures")
_NOT_PLANNED = Message(
    "What the ranking shows and no action answers. Nobody has agreed to it, and no one is responsible unless the"
    " criteria say so."
)
_NOTHING_PROPOSED = Message("The figures propose nothing that no action answers.")
_COLUMNS = {
    "what": Message("What", "of an action"),
    "why": Message("Why", "of an action"),
    "who": Message("Who", "of an action"),
    "by": Message("By when"),
    "depends": Message("Depends on"),
    "done": Message("Done when"),
    "status": Message("Status", "of an action"),
}
_NOBODY = Message("nobody yet")
_NOT_AGREED = Message("not agreed")
STATUSES: "Mapping[str, Phrase]" = {
    "proposed": _NOT_AGREED,
    "agreed": Message("agreed", "of an action"),
    "under_way": Message("under way", "of an action"),
    "done": Message("done", "of an action"),
    "dropped": Message("dropped", "of an action"),
}
_AGREED_BY = Message("agreed by {names}")
_BY = Message("by {names}", "who agreed")
_SETS = Message("{site}: {label} {change}")
_ENOUGH = {
    "requirement": Message("meets what excludes it now ({limit})"),
    "unknown": Message("settles a requirement that is not known to be met ({limit})"),
    "warning": Message("ends a warning ({limit})"),
}
_NOT_ENOUGH = {
    "requirement": Message("does not meet what excludes it ({limit})"),
    "unknown": Message("leaves open whether a requirement is met ({limit})"),
    "warning": Message("does not end a warning ({limit})"),
}
_SHORTFALL = Message("it misses {points} points there now")
_NOTHING = Message("answers nothing that the ranking shows")
_NO_SITE = Message("not among the sites")
_SETTLES = Message("shows whether the site meets the requirement ({limit})")
_FINDS_OUT = {
    "figure": Message("the figure is not exactly known"),
    "nothing": Message("the figure is known already"),
    "no_site": _NO_SITE,
}
_NEEDED_BY = Message("needed for: {actions}")
_NO_CHANGE = Message("changes no measure")
_FIND_OUT = Message("Find out: {label} in {sites}")
_WHY_OPENING = Message("nothing else excludes the site")
_WHY_UNKNOWN = Plural(
    "it is not known whether the site meets the requirement ({limit})",
    "it is not known whether {number} sites meet the requirement ({limit})",
)
_MORE = {
    "opening": Plural(
        "and {number} more smallest change that opens a site", "and {number} more smallest changes that open a site"
    ),
    "requirement": Plural("and {number} more requirement to find out", "and {number} more requirements to find out"),
    "figure": Plural("and {number} more figure worth finding out", "and {number} more figures worth finding out"),
}


class ActionPlanView(ResultView["ActionPlan"]):
    """What is done about the sites, why, by whom and by when; and what the figures propose."""

    columns: ClassVar[tuple[str, ...]] = (
        "action",
        "label",
        "who",
        "by",
        "status",
        "cost",
        "needs",
        "needed_by",
        "reference",
    )

    def document(self, plan: "ActionPlan") -> Iterator[Block]:
        """Yield the plan for people: what is planned, then what nobody plans."""
        yield Heading(_TITLE, 1)
        if plan.actions:
            rows = (_row(planned, plan.criteria) for planned in plan.actions)
            yield Grid(tuple(map(Column, _COLUMNS.values())), tuple(rows))
        else:
            yield Paragraph(_WITHHELD if plan.is_redacted else _NO_ACTIONS)
        yield Heading(_PROPOSED)
        yield from _proposed(plan)

    def entry(self, plan: "ActionPlan") -> dict[str, Any]:
        """Return the plan for programs: stable keys, sites and actions by id."""
        return {
            "schema": SCHEMA,
            "redacted": plan.is_redacted,
            "actions": [_action_entry(planned) for planned in plan.actions],
            "proposed": [_proposal_entry(proposal) for proposal in plan.proposals],
            "unlisted": dict(plan.unlisted),
        }

    def rows(self, plan: "ActionPlan") -> Iterator[dict[str, Any]]:
        """Yield a row for each action."""
        return map(_action_entry, plan.actions)


def _row(planned: "PlannedAction", criteria: "Criteria") -> tuple[Phrase, ...]:
    action, labels = planned.action, action_labels(criteria)
    return (
        labels[action.id],
        _why(planned, labels),
        who(action, criteria),
        action.by or "–",
        Joined([labels.get(id, id) for id in action.needs]) or "–",
        Label(action.done_when, length=_LONGEST) if action.done_when.inside("en") else "–",
        status(action),
    )


def who(action: "Action", criteria: "Criteria") -> Phrase:
    """Return who does an action: actors by their labels, others by their names."""
    actors = {actor.id: Label(actor.label, actor.id, _LONGEST) for actor in criteria.actors}
    return Joined(actors.get(name) or Name(name, _LONGEST) for name in action.who) if action.who else _NOBODY


def status(action: "Action") -> Phrase:
    """Return the status of an action, with who agreed to it and by which decision; `not agreed` where nobody did."""
    form = _BY if action.status == "agreed" else _AGREED_BY
    names = Joined(Name(name, _LONGEST) for name in action.agreed_by)
    agreed = [form.format(names=names)] if action.agreed_by and action.is_settled else []
    details: list[Phrase] = [*agreed, *([Name(action.reference, _LONGEST)] if action.reference else [])]
    return Bracketed(STATUSES[action.status], Joined(details, "; ")) if details else STATUSES[action.status]


def _why(planned: "PlannedAction", labels: Mapping[str, Phrase]) -> Phrase:
    reasons = list(map(_answer, planned.answers))
    if planned.needed_by:
        reasons.append(_NEEDED_BY.format(actions=Joined(labels[action.id] for action in planned.needed_by)))
    return Joined(reasons, "; ") if reasons else _NO_CHANGE


def _answer(answer: "Answer") -> Phrase:
    """Return what an action sets or finds out, and what that answers."""
    known = [measure(measured) for measured in (answer.measured, answer.to) if measured is not None]
    change = Joined((*known, *(("→ ?",) if answer.to is None else ())), " " if answer.to is None else " → ")
    sets = _SETS.format(site=Name(answer.name), label=label(answer.criterion), change=change)
    return Joined((sets, _reason(answer)), " – ")


def _reason(answer: "Answer") -> Phrase:
    if answer.to is None:
        return _found_out(answer)
    if answer.limit is not None:
        form = (_ENOUGH if answer.is_enough else _NOT_ENOUGH)[answer.kind]
        return form.format(limit=limit(answer.limit.limit, answer.limit.criterion))
    if answer.kind == "shortfall":
        return _SHORTFALL.format(points=Decimal(answer.missed))
    return _NO_SITE if answer.kind == "no_site" else _NOTHING


def _found_out(answer: "Answer") -> Phrase:
    if answer.limit is None:
        return _FINDS_OUT[answer.kind]
    return _SETTLES.format(limit=limit(answer.limit.limit, answer.limit.criterion))


def _proposed(plan: "ActionPlan") -> Iterator[Block]:
    if not plan.proposals:
        yield Paragraph(_NOTHING_PROPOSED)
        return
    yield Paragraph(Joined((_NOT_PLANNED, PERHAPS_KNOWN), " ") if plan.is_redacted else _NOT_PLANNED)
    columns = tuple(Column(_COLUMNS[key]) for key in ("what", "why", "who", "status"))
    yield Grid(columns, tuple(map(_proposal_row, plan.proposals)))
    more = [_MORE[kind].counting(number) for kind, number in plan.unlisted.items()]
    if more:
        yield Items(tuple(more))


def _proposal_row(proposal: "Proposal") -> tuple[Phrase, ...]:
    responsible = [reader.responsible for reader in proposal.criterion.readers if reader.responsible.inside("en")]
    named = Joined(dict.fromkeys(Label(text, length=_LONGEST) for text in responsible)) if responsible else _NOBODY
    return _proposal_what(proposal), _proposal_why(proposal), named, _NOT_AGREED


def _proposal_what(proposal: "Proposal") -> Phrase:
    sites = Enumeration(first_few((Name(name) for _, name in proposal.sites), _NAMED))
    if proposal.limit is None:
        return _FIND_OUT.format(label=label(proposal.criterion), sites=sites)
    return words.opening_text(sites, label(proposal.criterion), proposal.limit)


def _proposal_why(proposal: "Proposal") -> Phrase:
    if proposal.gap is not None:
        return effect(proposal.gap, proposal.rank)
    if proposal.kind == "opening" or proposal.criterion.requirement is None:
        return _WHY_OPENING
    required = limit(proposal.criterion.requirement, proposal.criterion)
    return _WHY_UNKNOWN.counting(len(proposal.sites), limit=required)


def _action_entry(planned: "PlannedAction") -> dict[str, Any]:
    action = planned.action
    return {
        "action": action.id,
        "label": action.label.inside("en"),
        "answers": [_answer_entry(answer) for answer in planned.answers],
        "needed_by": [other.id for other in planned.needed_by],
        "who": list(action.who),
        "by": action.by,
        "needs": list(action.needs),
        "done_when": action.done_when.inside("en") or None,
        "status": action.status,
        "agreed": action.is_settled,
        "agreed_by": list(action.agreed_by),
        "reference": action.reference or None,
        "cost": action.cost,
    }


def _answer_entry(answer: "Answer") -> dict[str, Any]:
    return {
        "site": answer.site,
        **criterion_entry(answer.criterion),
        "measure": None if answer.measured is None else measure_entry(answer.measured),
        "to": None if answer.to is None else measure_entry(answer.to),
        "kind": answer.kind,
        "enough": answer.is_enough if answer.limit and answer.to else None,
        "missed": answer.missed if answer.kind == "shortfall" else None,
    }


def _proposal_entry(proposal: "Proposal") -> dict[str, Any]:
    return {
        "kind": proposal.kind,
        **criterion_entry(proposal.criterion),
        "sites": [id for id, _ in proposal.sites],
        "responsible": proposal.criterion.responsible.inside("en") or None,
        "agreed": False,
        **({} if proposal.limit is None else {"opening": opening_entry(proposal.limit)}),
        **({} if proposal.gap is None else {"reach": proposal.gap.reach, "points": proposal.gap.points}),
    }
