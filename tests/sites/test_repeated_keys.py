"""A key that stands twice in a record hides no fault: each of its values is looked at, in every format of records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import Told, brief, criteria_of, told_of

CRITERIA = criteria_of("""\
version: 1
criteria:
  school: {unit: m, range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
""")
SUFFIXES = (".yaml", ".json", ".jsonl", ".geojson")
Pairs = list[tuple[str, str]]


def file_of(sites: list[Pairs], suffix: str) -> str:
    """A file with a site on each line; texts and keys stand in it as JSON has them, which YAML reads too."""
    objects = ["{" + ", ".join(f'"{key}": {value}' for key, value in site) + "}" for site in sites]
    if suffix == ".jsonl":
        return "\n".join(objects)
    if suffix != ".geojson":
        return "[" + ",\n".join(objects) + "]"
    features = [f'{{"type": "Feature", "properties": {it}, "geometry": null}}' for it in objects]
    return '{"type": "FeatureCollection", "features": [' + ",\n".join(features) + "]}"


def told(sites: list[Pairs], suffix: str) -> list[Told]:
    return told_of(file_of(sites, suffix), CRITERIA, suffix)


def codes(sites: list[Pairs], suffix: str) -> list[tuple[str, int | None]]:
    return [it[:2] for it in told(sites, suffix)]


def codes_of(text: str) -> list[tuple[str, int | None]]:
    return [it[:2] for it in told_of(text, CRITERIA, ".json")]


A = ("id", '"a"')


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("values", "faults"),
    [
        (['"tolv"', "300"], ["D103", "F005"]),
        (["300", '"tolv"'], ["F005", "D103"]),
        (['"tolv"', '"tio"'], ["D103", "F005", "D103"]),
        (["300", '{"x": 1}'], ["F005", "D012"]),
        (['{"x": 1}', "300"], ["D012", "F005"]),
        (["1", "2", '"tre"'], ["F005", "F005", "D103"]),
        (["1", '"två"', "-3"], ["F005", "D103", "F005", "D104"]),
        (["1", "2"], ["F005"]),
    ],
)
def test_faults_of_every_value_are_told(suffix: str, values: list[str], faults: list[str]) -> None:
    site = [A, *(("school", it) for it in values)]
    assert [code for code, _ in codes([site], suffix)] == faults


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_fault_is_told_where_its_value_stands(suffix: str) -> None:
    sites = [[A, ("school", '"tolv"'), ("school", "300")], [("id", '"b"'), ("school", "1"), ("school", '"tio"')]]
    lines = file_of(sites, suffix).split("\n")
    found = {it for it in told(sites, suffix) if it[0] == "D103"}
    assert found == {("D103", 1, lines[0].index('"tolv"') + 1), ("D103", 2, lines[1].index('"tio"') + 1)}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_either_id_may_be_that_of_another_site(suffix: str) -> None:
    b = [("id", '"b"'), ("school", "5")]
    for ids in (('"b"', '"c"'), ('"c"', '"b"')):
        twice = [*(("id", it) for it in ids), ("school", "6")]
        assert sorted(codes([b, twice], suffix)) == [("D102", 2), ("F005", 2)]


def test_a_list_of_sites_that_stands_twice_is_looked_at_twice() -> None:
    text = '{"sites": [{"id": "a", "school": "tio"}],\n"sites": [{"id": "a", "school": "elva"}]}'
    found = [("D103", 1, 34), ("F005", 2, 1), ("D103", 2, 33)]
    assert told_of(text, CRITERIA, ".json") == told_of(text, CRITERIA, ".yaml") == found


VALUES = [
    "5",
    "null",
    '"a"',
    '{"a": 7}',
    "[[1, 2], [3, 4]]",
    '[{"id": "a", "school": 3}]',
    '[{"id": "a", "school": "tolv"}]',
    '[3, {"id": "b", "school": 4}]',
    '[{"name": "a", "skola": 3}]',
    '[{"id": "a", "school": 1}, {"id": "A", "school": 2}]',
]


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
@pytest.mark.parametrize("first", VALUES)
def test_the_faults_of_two_values_of_sites_are_told_at_once_though_one_may_be_no_list(first: str, suffix: str) -> None:
    alone = told_of(f'{{\n"sites": {first}}}', CRITERIA, suffix)
    for second in VALUES:
        found = told_of(f'{{\n"sites": {first},\n"sites": {second}}}', CRITERIA, suffix)
        below = told_of(f'{{\n\n"sites": {second}}}', CRITERIA, suffix)
        assert sorted(map(str, found)) == sorted(map(str, [*alone, ("F005", 3, 1), *below])), second


def test_the_faults_of_two_values_of_features_are_told_at_once() -> None:
    features = """{"type": "FeatureCollection", "features": 5,
"features": [{"type": "Feature", "properties": {"id": "a", "school": "tio"}, "geometry": null}],
"features": {"a": 7}}"""
    told = [it[:2] for it in told_of(features, CRITERIA, ".geojson")]
    assert told == [("D012", 1), ("F005", 2), ("D103", 2), ("F005", 3), ("D012", 3)]


def test_a_column_that_one_record_lacks_is_told_once_however_many_ids_it_has() -> None:
    text = '[{"id": "a",\n"id": "b", "skola": 5}]'
    assert [code for code, _ in codes_of(text)] == ["D007", "F005"]


def test_properties_and_geometries_that_stand_twice_are_looked_at_twice() -> None:
    text = """{"type": "FeatureCollection", "features": [{"type": "Feature",
"properties": {"id": "a", "school": "tio"},
"properties": {"id": "a", "school": "elva"},
"geometry": null, "geometry": {"type": "Point", "coordinates": ["1"]}}]}"""
    assert [it[:2] for it in told_of(text, CRITERIA, ".geojson")] == [
        ("D012", 1),
        ("D103", 2),
        ("F005", 3),
        ("D103", 3),
        ("F005", 4),
    ]


@given(
    values=st.lists(st.sampled_from(["5", '"tolv"', "-1", "{}"]), min_size=1, max_size=4),
    suffix=st.sampled_from(SUFFIXES),
)
@brief
def test_as_many_faults_are_told_as_there_are(values: list[str], suffix: str) -> None:
    code = {'"tolv"': "D103", "-1": "D104", "{}": "D012"}
    found = [it for it, _ in codes([[A, *(("school", value) for value in values)]], suffix)]
    assert sorted(found) == sorted([*(code[it] for it in values if it in code), *["F005"] * (len(values) - 1)])
