"""Every command that writes a result, with arguments that it can answer in the folder that is made here."""

from functools import cache
from pathlib import Path

from vasterviksmodell.output.derivation import DERIVED_SUFFIXES
from vasterviksmodell.output.findings import FINDING_SUFFIXES
from vasterviksmodell.output.formats import XLSX_SUFFIXES, YAML_SUFFIXES, Suffixes
from vasterviksmodell.output.ranking import RANKING_SUFFIXES
from vasterviksmodell.output.report.formats import REPORT_SUFFIXES
from vasterviksmodell.output.views import VIEW_SUFFIXES

CRITERIA = """\
version: 1
site: {latitude: lat, longitude: lon}
criteria:
  school: {range: [0, 9000], weight: 2, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
actors:
  town: {who: The council, when: 2026-03-01, why: A decision, weights: {school: 3, plan: 1}}
  state: {who: The agency, when: 2026-03-02, why: A letter, weights: {school: 1, plan: 1}}
weights_of: town
plan: {house: {flats: 2, persons_per_flat: 6}, limits: {max_per_site: 1}}
judgements:
  top: {points: {school: 3, plan: 1}}
"""
SITES = """\
id,name,school,plan,lat,lon
ankarby,Ankarby,500,housing,57.7,16.5
ekby,Ekby,0..2000,none,57.6,16.4
tallby,Tallby,9000,housing,57.5,16.3
"""
SCENARIOS = "version: 1\nscenarios: {near: {label: A school nearby, sets: {ekby: {school: 100}}}}\n"
ABROAD = SITES.replace("57.7,16.5", "57.7,0.5")
"""The same with a position abroad, which is a warning."""
EVENTS = """\
version: 1
events:
  closes: {label: It closes, from: 2028-06, certainty: decided, source: A letter, sets: {ekby: {school: 5000}}}
"""
DERIVE = """\
version: 1
places: {file: sites.csv, name: name, coordinates: {latitude: lat, longitude: lon}}
registers:
  schools:
    file: schools.csv
    date: 2026-06-21
    source: A register
    coordinates: {latitude: lat, longitude: lon}
    complete: Sweden
measures:
  school: {rule: nearest, of: schools}
"""
DECISION = """\
version: 1
who: The council
date: 2026-11-25
sites:
  ankarby: {outcome: chosen, ranked: {status: qualified, rank: 1}}
  ekby: {outcome: rejected, ranked: {status: qualified, rank: 2}}
  tallby: {outcome: rejected, ranked: {status: unverified, rank: 3}}
"""
"""With a standing that has changed, which is a warning."""
SCHOOLS = "school,lat,lon\nAnkarby skola,57.71,16.51\nTallby skola,57.51,16.31\n"
ANALYSING: dict[str, tuple[str, ...]] = {
    "explain": ("explain", "sites.csv", "ekby"),
    "explain pair": ("explain", "sites.csv", "ekby", "ankarby"),
    "explain target": ("explain", "sites.csv", "ekby", "--target", "rank=1"),
    "obstacles": ("obstacles", "sites.csv"),
    "similar": ("similar", "sites.csv", "ekby"),
    "losses": ("losses", "sites.csv"),
    "timeline": ("timeline", "sites.csv", "--events", "events.yaml"),
    "robustness": ("robustness", "sites.csv", "--draws", "20"),
    "plan": ("plan", "sites.csv", "--houses", "2"),
    "compare": ("compare", "old.json", "sites.csv"),
    "compare scenarios": ("compare", "sites.csv", "--scenarios", "scenarios.yaml"),
    "weights agree": ("weights", "agree", "sites.csv"),
    "weights compare": ("weights", "compare", "sites.csv"),
}
DERIVING = ("weights", "derive")
FREEZING = ("weights", "freeze", "--by", "Bo", "--date", "2026-11-25")
COMMANDS: dict[str, tuple[str, ...]] = {
    "score": ("score", "sites.csv"),
    **ANALYSING,
    "report": ("report", "sites.csv"),
    "derive": ("derive", "derive.yaml"),
    "check": ("check", "sites.csv"),
    "decide": ("decide", "sites.csv"),
    "verify": ("verify", "old.json"),
    "weights derive": DERIVING,
    "weights freeze": FREEZING,
}
SUFFIXES: dict[str, Suffixes] = {
    **dict.fromkeys(ANALYSING, VIEW_SUFFIXES),
    "plan": {**VIEW_SUFFIXES, **XLSX_SUFFIXES},
    "score": RANKING_SUFFIXES,
    "derive": DERIVED_SUFFIXES,
    "report": REPORT_SUFFIXES,
    "check": FINDING_SUFFIXES,
    "decide": FINDING_SUFFIXES,
    "verify": FINDING_SUFFIXES,
    "weights derive": {**VIEW_SUFFIXES, **YAML_SUFFIXES},
    "weights freeze": YAML_SUFFIXES,
}


def fill(folder: Path, sites: str = SITES) -> None:
    """Write criteria, scenarios, sites, a derivation, and old.json: the ranking of the sites with other measures."""
    (folder / "criteria.yaml").write_text(CRITERIA)
    (folder / "scenarios.yaml").write_text(SCENARIOS)
    (folder / "events.yaml").write_text(EVENTS)
    (folder / "derive.yaml").write_text(DERIVE)
    (folder / "decision.yaml").write_text(DECISION)
    (folder / "schools.csv").write_text(SCHOOLS)
    (folder / "sites.csv").write_text(SITES.replace("9000", "3000"))
    (folder / "old.json").write_bytes(_ranking())
    (folder / "sites.csv").write_text(sites)


@cache
def _ranking() -> bytes:
    """The ranking of what stands in the working directory, which is the same every time."""
    from vasterviksmodell.cli.program import run

    assert run(["score", "sites.csv", "-q", "-o", "old.json"]) == 0
    return Path("old.json").read_bytes()
