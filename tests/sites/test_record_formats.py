"""A table says the same in every format of text."""

import csv
import io
import json
from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import CRITERIA, brief, read

HEADINGS = ("id", "name", "school", "plan", "bus", "note")
Row = Sequence[str]

NUMBERS = st.from_regex(r"-?(0|[1-9][0-9]{0,3})(\.[0-9]{1,3})?([eE][0-9])?", fullmatch=True)
MEASURES = NUMBERS | st.sampled_from(["", "..", "0..2000", "<5", ">=48", "tolv", "5..2"])
TEXTS = st.text(st.sampled_from("abåÖ \"'\\,;:#{[-x"), min_size=1, max_size=8).map(lambda text: f"a{text}z")
ROWS = st.lists(
    st.tuples(
        TEXTS | st.just(""),
        MEASURES,
        st.sampled_from(["", "none", "housing", "Housing", "castle"]),
        st.sampled_from(["", "ja", "no", "true"]),
        TEXTS | NUMBERS | st.just("true"),
    ),
    min_size=1,
    max_size=6,
).map(lambda rows: [(f"s{number}", *row) for number, row in enumerate(rows)])


def as_csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([HEADINGS, *rows])
    return out.getvalue()


def literal(cell: str) -> str:
    """A cell as JSON: bare when it can be, so that numbers are numbers."""
    if not cell:
        return "null"
    try:
        json.loads(cell)
    except ValueError:
        return json.dumps(cell, ensure_ascii=False)
    return cell


def as_object(cells: Sequence[tuple[str, str]]) -> str:
    return "{" + ", ".join(f'"{heading}": {literal(cell)}' for heading, cell in cells) + "}"


def objects(rows: Sequence[Row]) -> list[str]:
    return [as_object(list(zip(HEADINGS, row, strict=True))) for row in rows]


def as_json(rows: Sequence[Row]) -> str:
    return "[" + ",\n".join(objects(rows)) + "]"


def as_json_lines(rows: Sequence[Row]) -> str:
    return "\n".join(objects(rows))


def as_yaml(rows: Sequence[Row]) -> str:
    return "sites:\n" + "".join(f"- {record}\n" for record in objects(rows))


def as_geojson(rows: Sequence[Row]) -> str:
    features = [
        f'{{"type": "Feature", "id": "{id}", "properties": {as_object(list(zip(HEADINGS[1:], cells, strict=True)))}}}'
        for id, *cells in rows
    ]
    return '{"type": "FeatureCollection", "features": [' + ",".join(features) + "]}"


FORMATS: dict[str, Callable[[Sequence[Row]], str]] = {
    ".json": as_json,
    ".jsonl": as_json_lines,
    ".yaml": as_yaml,
    ".geojson": as_geojson,
}


@brief
@given(rows=ROWS)
def test_a_table_gives_the_same_sites_and_the_same_findings_in_every_format(rows: list[Row]) -> None:
    expected, findings = read(as_csv(rows), CRITERIA, ".csv")
    for suffix, written in FORMATS.items():
        found, others = read(written(rows), CRITERIA, suffix)
        assert sorted(finding.code for finding in others) == sorted(finding.code for finding in findings)
        assert frame(found) == frame(expected)


def frame(sites: object) -> object:
    return None if sites is None else list(sites.frame.iter_rows(named=True))  # type: ignore[attr-defined]
