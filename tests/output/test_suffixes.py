"""Which format the name of a file means."""

import doctest

import pytest

from vasterviksmodell.output import formats
from vasterviksmodell.output.findings import FINDING_SUFFIXES
from vasterviksmodell.output.formats import YAML_SUFFIXES, Suffixes, format_of_name
from vasterviksmodell.output.plot import PLOT_SUFFIXES
from vasterviksmodell.output.ranking import RANKING_SUFFIXES
from vasterviksmodell.output.views import VIEW_SUFFIXES

FAMILIES = {
    "rankings": RANKING_SUFFIXES,
    "analyses": VIEW_SUFFIXES,
    "findings": FINDING_SUFFIXES,
    "plots": PLOT_SUFFIXES,
    "criteria": YAML_SUFFIXES,
}
every_family = pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)


def test_the_example_runs() -> None:
    assert doctest.testmod(formats).failed == 0


@every_family
def test_every_suffix_tells_its_format_whatever_its_case_and_what_stands_before_it(family: Suffixes) -> None:
    for format, own in family.items():
        for suffix in own:
            for name in ("a", "a.b", ".a", "a b", "å.html", "a.json.csv", "in/a", "/in.txt/a"):
                assert format_of_name(name + suffix, family) == format
                assert format_of_name(name + suffix.upper(), family) == format


@every_family
def test_no_suffix_belongs_to_two_formats(family: Suffixes) -> None:
    formats = [suffix for own in family.values() for suffix in own]
    assert len(set(formats)) == len(formats)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in formats)


@every_family
def test_a_suffix_that_is_no_suffix_of_the_name_tells_nothing(family: Suffixes) -> None:
    for suffix in (suffix for own in family.values() for suffix in own):
        for name in (
            suffix,
            f"in/{suffix}",
            f"a{suffix} ",
            f"a{suffix}.",
            f"a{suffix}~",
            f"a{suffix}.gz",
            f"{suffix}/a",
        ):
            assert format_of_name(name, family) is None
        assert format_of_name(f"a{suffix.replace('.', '')}", family) is None


def test_the_longest_suffix_counts() -> None:
    assert format_of_name("a.sarif.json", FINDING_SUFFIXES) == "sarif"
    assert format_of_name("a.sarif.x.json", FINDING_SUFFIXES) == "json"
    assert format_of_name("a", {"x": [".a", ".b.a"], "y": [".c.b.a"]}) is None
    assert format_of_name("a.c.b.a", {"x": [".a", ".b.a"], "y": [".c.b.a"]}) == "y"
