"""The rankings that every format is tested on."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from vasterviksmodell import Criteria, Ranking, default_criteria, load_criteria, read_sites, score
from vasterviksmodell.findings import Finding, Place, Rule, Severity
from vasterviksmodell.i18n import Message

CASE = Path(__file__).parent / "case"
EXAMPLES = Path(__file__).parents[3] / "examples"
RULE = Rule(
    code="X001",
    severity=Severity.WARNING,
    title=Message("Odd"),
    message=Message("'{text}' is odd"),
    hint=Message("make it even"),
    why=Message(""),
    bad="",
    good="",
)
HOSTILE = (
    "[bold]södra[/bold]",
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "\x1b[31mred\x07\x9b0m\x7f",
    "two\nlines\r\nand\ttabs",
    'a "quoted", name; and more',
    "| pipes | \\ `code` *bold* _low_ <script>alert(1)</script> ~~x~~ $x$ &amp;",
    "Södra\u00a0Vi",
    "a\u030angermanland e\u0301",
    "東京都の大きな村",
    "\u202egnirts\u202c\u200f",
    "å" * 200_000,
    "'quoted",
    " outer blanks ",
)


def ranked(directory: Path, sites: str, criteria: Criteria) -> Ranking:
    """The ranking of sites written as CSV."""
    path = directory / "sites.csv"
    path.write_bytes(sites.encode())
    return score(read_sites(path, criteria), criteria)


def in_csv(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@pytest.fixture(scope="session")
def criteria() -> Criteria:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(CASE)
        return load_criteria("criteria.yaml")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes a new folder for each ranking. No ranking can be changed, so each is made once."""
    return lambda: tmp_path_factory.mktemp("ranking")


@pytest.fixture(scope="session")
def case(criteria: Criteria) -> Ranking:
    """Two that tie, one that is unverified, one excluded, one excluded as unknown; names to mind."""
    finding = Finding(RULE, Place("sites.csv", 3, 5), {"text": "Södra"})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(CASE)
        sites = read_sites("sites.csv", criteria)
    return replace(score(sites, criteria), version="1.2.3", findings=(finding,))


@pytest.fixture(scope="session")
def hostile(criteria: Criteria, folder: Callable[[], Path]) -> Ranking:
    """Names, headings and further texts that mean something to a terminal, a spreadsheet or a browser."""
    lines = [f"{number},{in_csv(name)},{100 * number},{in_csv(name)}" for number, name in enumerate(HOSTILE)]
    heading = in_csv('=x\n"|\x1b')
    return ranked(folder(), "\n".join([f"id,name,school_m,{heading}", *lines, ""]), criteria)


@pytest.fixture(scope="session")
def vastervik() -> Ranking:
    """Thirteen sites of which most is unknown."""
    model = default_criteria()
    return score(read_sites(EXAMPLES / "vastervik" / "sites.csv", model), model)


@pytest.fixture(scope="session")
def exempelkommun() -> Ranking:
    """Thirty sites of which nearly all is known."""
    model = default_criteria()
    return score(read_sites(EXAMPLES / "exempelkommun" / "orter.csv", model), model)


@pytest.fixture(scope="session")
def nothing(criteria: Criteria, folder: Callable[[], Path]) -> Ranking:
    return ranked(folder(), "id,name,school_m\n", criteria)


@pytest.fixture(scope="session")
def one(criteria: Criteria, folder: Callable[[], Path]) -> Ranking:
    return ranked(folder(), "id,school_m,shop,plan\na,10,yes,housing\n", criteria)


@pytest.fixture(scope="session")
def all_excluded(criteria: Criteria, folder: Callable[[], Path]) -> Ranking:
    return ranked(folder(), "id,school_m,shop\na,9000,yes\nb,9000,no\n", criteria)


@pytest.fixture(scope="session")
def all_unknown(criteria: Criteria, folder: Callable[[], Path]) -> Ranking:
    return ranked(folder(), "id,school_m,shop\na,,yes\nb,,yes\n", criteria)


@pytest.fixture(scope="session")
def identical(criteria: Criteria, folder: Callable[[], Path]) -> Ranking:
    return ranked(folder(), "id,name,shop\n" + "".join(f"{it},Same,yes\n" for it in "abc"), criteria)


@pytest.fixture(scope="session")
def cut(case: Ranking) -> Ranking:
    """A ranking of many sites that shows two."""
    counts = replace(case.counts, sites=1200, excluded=1197)
    return replace(case, frame=case.frame.head(2), counts=counts)


@pytest.fixture(scope="session")
def sourced(folder: Callable[[], Path]) -> Ranking:
    """Figures with sources and dates of their own, of their column, of both and of none."""
    model = folder() / "criteria.yaml"
    sources = "sources: {school_m: {source: {en: Roads, sv: Vägar}, date: 2024}, plots: {source: {sv: Tomtkön}}}\n"
    model.write_text((CASE / "criteria.yaml").read_text(encoding="utf-8") + sources, encoding="utf-8")
    headings = "id,school_m,school_m__source,school_m__date,shop,plots,plan,plan__source\n"
    sites = "a,1,Measured,,yes,5,housing,=x\nb,2,,2025-01,yes,5,housing,\nc,3,,,yes,,housing,Map\n"
    return ranked(folder(), headings + sites, load_criteria(model))


@pytest.fixture(
    params=["case", "hostile", "nothing", "one", "all_excluded", "all_unknown", "identical", "cut", "sourced"]
)
def ranking(request: pytest.FixtureRequest) -> Ranking:
    return request.getfixturevalue(request.param)
