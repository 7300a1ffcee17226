"""`--scenario NAME`: what if measures were as a scenario of a file says? And all its scenarios, for `compare`."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli.exit_codes import CannotRun, cannot_read, with_suggestion
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import listing, nearest, shortened, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.criteria.scenarios import Scenario
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.run import Shown

BESIDE = "scenarios.yaml"
ScenarioName = Annotated[
    str | None,
    typer.Option(
        "--scenario",
        metavar="NAME",
        help="Set what a scenario sets, as --set does: a name in the file of scenarios.",
        show_default=False,
    ),
]
ScenariosFile = Annotated[
    str | None,
    typer.Option(
        "--scenarios", metavar="FILE", help="The file of scenarios; by default scenarios.yaml.", show_default=False
    ),
]

_NO_SCENARIO = Message("{path} has no scenario '{name}'")
_THERE_ARE = Message("{problem}; there are {known}")
_WHICH = Message("--scenarios names a file; say which of its scenarios is to be applied: --scenario NAME")


@dataclass(frozen=True, slots=True)
class ScenarioChoice:
    """Which scenario applies, and the file that it stands in."""

    path: str
    name: str

    @classmethod
    def of(cls, name: str | None, path: str | None) -> "ScenarioChoice | None":
        """Return what the options choose; None where they choose nothing."""
        if name is None and path is not None:
            raise CannotRun(_WHICH)
        return None if name is None else cls(path or BESIDE, name)

    def applied(self, ranking: "Ranking", shown: "Shown | None") -> "tuple[Ranking | None, tuple[Finding, ...]]":
        """Return a ranking of all its sites with the scenario applied, None where its file has errors; and findings."""
        scenarios, findings = scenarios_in(self.path, ranking.criteria)
        if scenarios is None:
            return None, findings
        from vasterviksmodell.scoring.scenarios import apply_scenario

        scenario = self._named(scenarios)
        return apply_scenario(ranking, scenario, shown), (*findings, *unknown_sites([scenario], ranking))

    def _named(self, scenarios: "Sequence[Scenario]") -> "Scenario":
        by_id = {scenario.id: scenario for scenario in scenarios}
        if self.name in by_id:
            return by_id[self.name]
        problem = _NO_SCENARIO.format(path=visible(self.path), name=shortened(self.name))
        similar = nearest(self.name, by_id)
        if similar is not None:
            raise CannotRun(with_suggestion(problem, similar))
        raise CannotRun(_THERE_ARE.format(problem=problem, known=listing(by_id)))


def scenarios_in(path: str, criteria: "Criteria") -> "tuple[tuple[Scenario, ...] | None, tuple[Finding, ...]]":
    """Return the scenarios of a file, None where it has errors; and the findings about it and its cells."""
    from vasterviksmodell.scoring.scenarios import read_scenarios_file

    try:
        return read_scenarios_file(Path(path), criteria)
    except OSError as error:
        raise CannotRun(cannot_read(path, error)) from error


def unknown_sites(scenarios: "Sequence[Scenario]", ranking: "Ranking") -> "Iterator[Finding]":
    """Yield a finding for each site of a scenario that is not among the sites, where the scenario first names it."""
    from vasterviksmodell.findings import Finding, rule

    ids = ranking.frame["id"].to_list()
    known, seen = set(ids), set()
    for scenario in scenarios:
        for stated in scenario.sets:
            if stated.site not in known and (scenario.id, stated.site) not in seen:
                seen.add((scenario.id, stated.site))
                facts = {"site": stated.site, "action": scenario.id}
                yield Finding(rule("D118"), stated.place, facts, suggestion=nearest(stated.site, ids))
