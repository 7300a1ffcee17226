"""The rules of H: the order of events, told by `check --order`. Their examples are several files: they are run."""

from functools import partial
from textwrap import indent

from vasterviksmodell.findings.model import Rule, Severity
from vasterviksmodell.i18n import Message

_CRITERIA = """\
version: 1
criteria:
  school_m: {weight: 1, range: [0, 9000], value: {500: 100, 4000: 0}}
  bus_m: {weight: 1, range: [0, 9000], value: {500: 100, 4000: 0}}
"""
_CHANGED = _CRITERIA.replace("weight: 1", "weight: 9", 1)
_TWICE = _CHANGED.replace("4000: 0", "3000: 0")
_SITES = "id,school_m,bus_m\nankarby,500,4000\nekby,1500,1000\n"
_READ = "afbd1d3dde53158c5fef8e53c105424b4af1859d56960084b449341321611f72"
_BEFORE = "44fec00951e8d15ab55e93da215328758b081012ec8d8d0d5c08180dba80be23"
"""The fingerprint of the criteria that were frozen first."""
_SEALS = {
    "frozen": "e418521022bdbd2dd49e5135d4b575b16caff64f81c35613cc57e80c52626aeb",
    "read": "d679669f94e3ee93cff9db8394ba7d3e321b601a8c9be993c621e69c629e21e7",
    "changed late": "41ec0023306ad9730d7ba5f4af836b5213cd03df33a8e3dd7e347c4333e1bf41",
    "changed early": "4400725841a32f260fea8324b8041efddc7b227a627ddaadd643b36f5f7ea8bc",
    "read after": "02da2da58548f2eef1a2b499fa2bd52ab1dc113015fcc7c358793336fb5e624a",
    "read back in time": "a263143b1ba8b9f9451d44b9ca1fdcfe8e4df11db45344eb57330111052b0ea4",
    "two changed": "0e7a3cb23fd1ae0d9d838336761f9074afc2a17ecdc427a608691a3fe1201f55",
    "read after two": "d86a83614cde1c69449cc7beaaeb2a6951fce2ddd3b904deb659ffee8b786cf4",
    "read first": "71d979fbf613ac4ce207e5b3db651b1347b8ca20186d8f7af812017ecdf147fa",
    "frozen second": "4738f89fa0647e23f1d6e867ff384933c0af4b37d8e0d172808201c37ccfe345",
}
"""By what is sealed; a test computes them again."""
_RECORD = "[frozen.yaml]\nversion: 1\nsteps:\n"


def _frozen(date: str, criteria: str, seal: str) -> str:
    return f"- date: {date}\n  by: [Anna Ek]\n  criteria:\n{indent(criteria, '    ')}  seal: {_SEALS[seal]}\n"


def _read(date: str, seal: str) -> str:
    return f"- date: {date}\n  by: [Anna Ek]\n  sites: {{sites.csv: {_READ}}}\n  seal: {_SEALS[seal]}\n"


def _refined(criteria: str, changed: str, read: str) -> str:
    """Return a record of criteria that are changed before the files are there, with its seals by name."""
    return _RECORD + _FIRST + _frozen("2026-11-05", criteria, changed) + _read("2026-11-10", read)


def _with_files(criteria: str = _CRITERIA, sites: str = _SITES) -> str:
    return f"[criteria.yaml]\n{criteria}[sites.csv]\n{sites}"


_FIRST = _frozen("2026-11-01", _CRITERIA, "frozen")
_SECOND = _read("2026-11-10", "read")
_STEPS = _RECORD + _FIRST + _SECOND
_GOOD = _STEPS + _with_files()
_AGAIN = _frozen("2026-11-12", _CHANGED, "changed late")
_DECISION = """\
[decision.yaml]
version: 1
who: The council
date: 2026-11-25
sites:
  ekby: {outcome: chosen}
  ankarby: {outcome: rejected}
"""
_DECIDED = _GOOD + _DECISION
_Files = partial(Rule, example="frozen.yaml criteria.yaml sites.csv")
_Decided = partial(Rule, example="frozen.yaml criteria.yaml sites.csv decision.yaml")

ORDER_RULES = (
    _Files(
        code="H001",
        severity=Severity.ERROR,
        title=Message("Step that is not as it was sealed"),
        message=Message("step {step} of the record, or one before it, is not what was sealed"),
        hint=Message("restore the record as it was; what is changed later is put on record as a step more"),
        why=Message(
            "Each seal is the fingerprint of its step and of the seal before: a step that is changed, removed or put"
            " between others does not fit. Whoever makes all seals anew leaves no trace, unless somebody else keeps one"
            " of the old ones."
        ),
        bad=_GOOD.replace("- date: 2026-11-10", "- date: 2026-11-09"),
        good=_GOOD,
    ),
    _Files(
        code="H002",
        severity=Severity.ERROR,
        title=Message("Step with an earlier date than the step before"),
        message=Message("{date} is before {before}, the date of the step before"),
        hint=Message("state the day on which the step was taken"),
        why=Message("A record is continued at its end. A step cannot have been taken before those above it."),
        bad=_RECORD + _FIRST + _read("2026-10-10", "read back in time") + _with_files(),
        good=_GOOD,
    ),
    _Files(
        code="H101",
        severity=Severity.ERROR,
        title=Message("Change of criteria that is not on record"),
        message=Message("{change}, since the criteria were frozen ({date}, {by}): {effect}"),
        hint=Message("undo it; or put it on record with freeze and a reason, and say so in the decision"),
        why=Message(
            "Criteria that are changed when the sites are known can be made to fit one of them. What the change does to"
            " ranks is computed with the criteria as they were frozen, and with this alone changed."
        ),
        bad=_STEPS + _with_files(_CHANGED),
        good=_GOOD,
    ),
    _Files(
        code="H102",
        severity=Severity.WARNING,
        title=Message("Change of frozen criteria when figures were at hand"),
        message=Message("{change}, put on record when figures were at hand ({date}, {by}): {effect}"),
        hint=Message("say in the decision why, and what the ranks were before"),
        why=Message(
            "Some changes are right, such as the correction of a mistake. But who changes criteria when the sites are"
            " known owes the reader a reason, and what the change did to ranks."
        ),
        bad=_STEPS + _AGAIN + _with_files(_CHANGED),
        good=_GOOD,
    ),
    _Files(
        code="H103",
        severity=Severity.INFO,
        title=Message("Change of frozen criteria before figures were at hand"),
        message=Message("{change}, put on record before figures were at hand ({date}, {by}): {effect}"),
        hint=None,
        why=Message("It is told so that the list of changes is whole. Criteria may grow while the sites are unknown."),
        bad=_refined(_CHANGED, "changed early", "read after") + _with_files(_CHANGED),
        good=_GOOD,
    ),
    _Files(
        code="H104",
        severity=Severity.INFO,
        title=Message("Change of frozen criteria on which no rank depends"),
        message=Message("{change}, since {date} ({by}): no rank of the sites as they are depends on it"),
        hint=None,
        why=Message(
            "Labels, sources, questions and plans of actions can be improved at any time. Comments, layout and the"
            " order of keys are no change at all."
        ),
        bad=_STEPS + _with_files(_CRITERIA.replace("bus_m: {", "bus_m: {label: Way to the bus, ")),
        good=_GOOD,
    ),
    _Files(
        code="H105",
        severity=Severity.INFO,
        title=Message("All changes of frozen criteria together"),
        message=Message("the {number} changes since {date} on which ranks can depend, together: {effect}"),
        hint=None,
        why=Message("Changes that do little alone can do much together, and the other way round."),
        bad=_refined(_TWICE, "two changed", "read after two") + _with_files(_TWICE),
        good=_GOOD,
    ),
    _Files(
        code="H201",
        severity=Severity.ERROR,
        title=Message("Figures before criteria"),
        message=Message("figures were at hand ({date}) before any criteria were frozen"),
        hint=Message("say in the decision that the criteria were settled when the sites were known"),
        why=Message(
            "Criteria come first when they are frozen in an earlier step than that in which the files of sites are put"
            " on record. In one step nobody can tell which was first."
        ),
        bad=_RECORD
        + _read("2026-11-10", "read first")
        + _frozen("2026-11-12", _CRITERIA, "frozen second")
        + _with_files(),
        good=_GOOD,
    ),
    _Files(
        code="H202",
        severity=Severity.WARNING,
        title=Message("File of sites that is not on record"),
        message=Message("it is not on record when {path} came to hand"),
        hint=Message("put it on record with freeze as soon as it is at hand"),
        why=Message("Without that, nobody can tell whether the criteria came before the figures."),
        bad=_RECORD + _FIRST + _with_files(),
        good=_GOOD,
    ),
    _Files(
        code="H203",
        severity=Severity.ERROR,
        title=Message("File that has changed since it was put on record"),
        message=Message("{path} is not the file that was put on record ({date})"),
        hint=Message("restore it, or put it on record as it is now, with a reason"),
        why=Message("Figures that are changed after the first ranking can be made to fit a site."),
        bad=_STEPS + _with_files(sites=_SITES.replace("1500", "1400")),
        good=_GOOD,
    ),
    _Decided(
        code="H301",
        severity=Severity.ERROR,
        title=Message("Ranking or decision on criteria that were not frozen"),
        message=Message("{what} rests on criteria that are not on record"),
        hint=Message("rank with the frozen criteria, or put these on record with a reason"),
        why=Message("What is said about the frozen criteria says nothing about a result of others."),
        bad=_DECIDED.replace("sites:\n  ekby", "ranked: {criteria: '0f3a'}\nsites:\n  ekby"),
        good=_DECIDED,
    ),
    _Decided(
        code="H302",
        severity=Severity.ERROR,
        title=Message("Decision before what it rests on"),
        message=Message("the decision ({date}) was taken before {what} ({when})"),
        hint=Message("correct the date, or say on what the decision was taken"),
        why=Message("A ranking that is made after a decision cannot be its reason."),
        bad=_DECIDED.replace("date: 2026-11-25", "date: 2026-11-09"),
        good=_DECIDED,
    ),
    _Decided(
        code="H303",
        severity=Severity.WARNING,
        title=Message("Ranking or decision on criteria that were frozen anew"),
        message=Message("{what} rests on the criteria of {date}; they were frozen anew on {now}"),
        hint=Message("rank again with the criteria as they are now, or say why the earlier ones count"),
        why=Message("A record with newer criteria and a result of older ones does not say which of them were meant."),
        bad=_RECORD
        + _FIRST
        + _frozen("2026-11-05", _CHANGED, "changed early")
        + _read("2026-11-10", "read after")
        + _with_files(_CHANGED)
        + _DECISION.replace("sites:", f"ranked: {{criteria: {_BEFORE}}}\nsites:"),
        good=_DECIDED,
    ),
)
