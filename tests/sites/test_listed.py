"""How many findings are listed: every one for a caller of the library, and as many as were asked for otherwise."""

import io
import json
from collections.abc import Iterable
from typing import Any

import polars as pl
import pytest
from tests.sites.reading import criteria_of, read
from tests.sites.workbooks import workbook

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites import scan
from vasterviksmodell.sites.files import read_files
from vasterviksmodell.sites.formats import SITE_FORMATS
from vasterviksmodell.sites.scan import compute_nothing
from vasterviksmodell.source.files import Source

CRITERIA = criteria_of(
    """\
version: 1
data: {as_of: 2026-01-01}
site: {municipality_code: kod, latitude: lat, longitude: lon, place: ort}
criteria:
  school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}, fresh_within: 1 years}
""",
    checked=True,
)
MANY = 150


def in_csv(headings: str, rows: Iterable[str]) -> str:
    return "\n".join([headings, *rows]) + "\n"


def lines(form: str, number: int = MANY) -> list[str]:
    return [form.format(number) for number in range(number)]


def parquet(columns: dict[str, Any]) -> bytes:
    content = io.BytesIO()
    pl.DataFrame(columns).write_parquet(content)
    return content.getvalue()


BAD_SITES = [{"id": f"s{number}", "school": f"far{number}"} for number in range(MANY)]
TWICE = [f"s{number}" for number in range(MANY)] * 2
ONCE = [f"t{number}" for number in range(MANY)]
KINDS: dict[str, tuple[str, str, str | bytes]] = {
    "unreadable cells of CSV": ("D103", ".csv", in_csv("id,school", lines("s{0},far{0}"))),
    "unreadable cells of YAML": ("D103", ".yaml", "".join(lines("- {{id: s{0}, school: far{0}}}\n"))),
    "unreadable cells of JSON": ("D103", ".json", json.dumps(BAD_SITES)),
    "unreadable cells of JSON Lines": ("D103", ".jsonl", "".join(json.dumps(site) + "\n" for site in BAD_SITES)),
    "unreadable cells of Parquet": ("D103", ".parquet", parquet({"id": TWICE[:MANY], "school": ["far"] * MANY})),
    "unreadable cells of a workbook": (
        "D103",
        ".xlsx",
        workbook([["id", "school"], *([f"s{number}", "far"] for number in range(MANY))]),
    ),
    "formulas without result": (
        "D015",
        ".xlsx",
        workbook([["id", "school"], *([f"s{number}", "=1+1"] for number in range(MANY))]),
    ),
    "rows of wrong length": ("D002", ".csv", in_csv("id,school", ["a,1", *lines("s{0},1,2")])),
    "sites without id": ("D101", ".csv", in_csv("id,school", lines(" ,{0}"))),
    "ids used before": ("D102", ".csv", in_csv("id,school", (f"{id},5" for id in [*ONCE, *TWICE]))),
    "names used before": (
        "D203",
        ".csv",
        in_csv("id,name,school", (f"s{number},{name}by,5" for number, name in enumerate(TWICE))),
    ),
    "wrong municipality codes": ("D202", ".csv", in_csv("id,kod,school", lines("s{0},9{0:03},{0}"))),
    "positions that are none": ("D301", ".csv", in_csv("id,lat,lon,school", lines("s{0},north,16.6,{0}"))),
    "figures too old": ("D208", ".csv", in_csv("id,school,school__date", lines("s{0},{0},2001"))),
    "totals": ("D215", ".csv", in_csv("id,name,school", lines("s{0},Summa {0},{0}"))),
    "keys that stand twice": (
        "F005",
        ".json",
        "[" + ",\n".join(lines('{{"id": "s{0}", "school": 1, "school": 2}}')) + "]",
    ),
    "lines that are no JSON": ("F010", ".jsonl", '{"id": "a", "school": 1}\n' + "".join(lines('{{"id": s{0}}}\n'))),
    "what is no site": ("D012", ".json", json.dumps([{"id": "a", "school": 1}, *range(MANY)])),
    "keys beside the sites": (
        "D023",
        ".json",
        json.dumps({**{f"k{number}": 1 for number in range(MANY)}, "sites": [{"id": "a", "school": 1}]}),
    ),
    "headings that stand twice": (
        "D004",
        ".csv",
        in_csv("id,school" + ",x" * (MANY + 1), ["a,5" + "," * (MANY + 1)]),
    ),
}
kinds = pytest.mark.parametrize("kind", KINDS)


def of_code(code: str, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def limited(tmp_path: Any, suffix: str, content: str | bytes, limit: int) -> tuple[Finding, ...]:
    path = tmp_path / f"sites{suffix}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    sources = [(Source.of(path), SITE_FORMATS[next(n for n, f in SITE_FORMATS.items() if suffix in f.suffixes)])]
    return read_files(sources, CRITERIA, compute_nothing, lambda *_: None, limit)[1]


@kinds
def test_a_caller_of_the_library_gets_every_finding(kind: str) -> None:
    code, suffix, content = KINDS[kind]
    found = of_code(code, read(content, CRITERIA, suffix)[1])
    assert len(found) == MANY
    assert not any(finding.more for finding in found)
    assert len({(finding.place, finding.message()) for finding in found}) == MANY


@kinds
@pytest.mark.parametrize("limit", [1, 149, 150])
def test_as_many_are_listed_as_were_asked_for_and_the_last_counts_the_rest(
    kind: str, limit: int, tmp_path: Any
) -> None:
    code, suffix, content = KINDS[kind]
    found = of_code(code, limited(tmp_path, suffix, content, limit))
    every = of_code(code, read(content, CRITERIA, suffix)[1])
    assert len(found) == min(limit, MANY)
    assert [finding.more for finding in found] == [0] * (len(found) - 1) + [MANY - len(found)]
    assert [(finding.place.line, finding.place.column) for finding in found] == [
        (finding.place.line, finding.place.column) for finding in every
    ][:limit]


@pytest.mark.parametrize("limit", [100, 120, 1000])
def test_the_findings_of_several_blocks_are_listed_together(
    limit: int, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "_BLOCK_ROWS", 40)
    for kind in ("unreadable cells of CSV", "wrong municipality codes", "sites without id", "figures too old"):
        code, suffix, content = KINDS[kind]
        found = of_code(code, limited(tmp_path, suffix, content, limit))
        assert [finding.place.line for finding in found] == list(range(2, 2 + min(limit, MANY)))
        assert sum(finding.count for finding in found) == MANY
