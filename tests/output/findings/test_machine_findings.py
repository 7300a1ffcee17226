"""The formats for programs, read back the way their readers do."""

import json
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from vasterviksmodell.findings import Finding, Place, Report, rule
from vasterviksmodell.output.findings import FINDING_FORMATS, Context

CONTEXT = Context("en", "1.2.3")


def written(name, report):
    return FINDING_FORMATS[name].render(report, CONTEXT)


def loaded(name, report):
    return json.loads(written(name, report))


@pytest.fixture(params=["handful", "hostile", "nothing", "cut_short"])
def report(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def twins():
    """The same finding twice."""
    return Report.of([Finding(rule("D101"), Place("sites.csv", 2))] * 2)


class TestJson:
    def test_all_listed_are_there(self, report):
        result = loaded("json", report)
        assert list(result) == ["schema", "version", "counts", "unlisted", "findings"]
        assert (result["schema"], result["version"]) == ("vasterviksmodell/findings/1", "1.2.3")
        assert list(result["counts"]) == ["error", "warning", "info"]
        assert sum(result["counts"].values()) == report.total
        assert [(it["code"], it["line"], it["count"]) for it in result["findings"]] == [
            (it.code, it.place.line, it.count) for it in report.listed
        ]

    def test_the_keys_of_a_finding(self, handful):
        (finding,) = (it for it in loaded("json", handful)["findings"] if it["code"] == "C001")
        assert finding == {
            "code": "C001",
            "severity": "error",
            "message": "unknown key 'wieght' in school",
            "path": "./config/criteria.yaml",
            "line": 12,
            "column": 5,
            "sheet": None,
            "hint": "did you mean 'weight'?",
            "suggestion": "weight",
            "count": 1,
        }


def command(line):
    """A workflow command taken apart as the runner does it."""
    kind, _, rest = line.removeprefix("::").partition(" ")
    properties, _, data = rest.partition("::")
    pairs = (pair.split("=", 1) for pair in properties.split(","))
    unescaped = {name: _data(value.replace("%3A", ":").replace("%2C", ",")) for name, value in pairs}
    return kind, unescaped, _data(data)


def _data(text):
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


class TestGithub:
    def test_a_command_a_line(self, report):
        commands = [line for line in written("github", report).split("\n") if line.startswith("::")]
        assert len(commands) == len(report.listed)
        for line in commands:
            kind, properties, data = command(line)
            assert kind in {"error", "warning", "notice"}
            assert {"file", "title"} <= set(properties) <= {"file", "line", "col", "title"}
            assert data

    def test_a_path_survives_escaping(self):
        finding = Finding(rule("D101"), Place("a,b:c%2C=d\n.csv", 2, 3))
        _, properties, data = command(written("github", Report.of([finding])).rstrip("\n"))
        assert properties == {"file": r"a,b:c%2C=d\n.csv", "line": "2", "col": "3", "title": "D101"}
        assert data == "the site has no id"

    def test_errors_come_first(self, handful):
        lines = written("github", handful).splitlines()
        kinds = [line[2:].split(" ")[0] for line in lines if line.startswith("::")]
        assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)

    def test_the_hint_stands_on_a_line_of_its_own(self, handful):
        assert "unknown key 'wieght' in school%0Ahint: did you mean 'weight'?\n" in written("github", handful)

    @pytest.mark.parametrize(("number", "closing"), [(10, []), (11, ["11 errors; GitHub shows at most 10"])])
    def test_it_says_when_github_shows_fewer(self, number, closing):
        findings = [Finding(rule("D101"), Place("sites.csv", line)) for line in range(1, number + 1)]
        lines = written("github", Report.of(findings)).splitlines()
        assert [line[:34] for line in lines if not line.startswith("::")] == closing

    def test_no_findings_give_no_text(self, nothing):
        assert written("github", nothing) == ""


class TestGitlab:
    def test_what_gitlab_requires(self, report):
        entries = loaded("gitlab", report)
        assert len(entries) == len(report.listed)
        for entry in entries:
            assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
            assert entry["severity"] in {"info", "minor", "major"}
            assert not entry["location"]["path"].startswith("./")
            assert entry["location"]["lines"]["begin"] >= 1

    def test_fingerprints_are_unique(self, report):
        prints = [entry["fingerprint"] for entry in loaded("gitlab", report)]
        assert len(set(prints)) == len(prints)

    def test_equal_findings_have_two_fingerprints(self, twins):
        first, second = loaded("gitlab", twins)
        assert first["fingerprint"] != second["fingerprint"]

    def test_a_fingerprint_survives_a_new_row_above(self):
        reports = [Report.of([Finding(rule("D101"), Place("sites.csv", line))]) for line in (2, 3)]
        assert len({loaded("gitlab", it)[0]["fingerprint"] for it in reports}) == 1


class TestSarif:
    def test_what_the_standard_requires(self, report):
        result = loaded("sarif", report)
        assert result["version"] == "2.1.0"
        (run,) = result["runs"]
        assert run["columnKind"] == "unicodeCodePoints"
        driver = run["tool"]["driver"]
        assert (driver["name"], driver["version"]) == ("vasterviksmodell", "1.2.3")
        assert len(run["results"]) == len(report.listed)
        for finding in run["results"]:
            _check_result(finding, driver["rules"])

    def test_only_rules_that_occur_are_described(self, handful):
        rules = loaded("sarif", handful)["runs"][0]["tool"]["driver"]["rules"]
        assert [it["id"] for it in rules] == ["C001", "C202", "D007", "D103", "X001"]
        for described in rules:
            assert described["name"].isalnum()
            assert all(described[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
        assert [it["defaultConfiguration"]["level"] for it in rules] == [
            "error",
            "warning",
            "error",
            "error",
            "note",
        ]

    @pytest.mark.parametrize(
        ("path", "uri"),
        [
            ("./data/över sikt.csv", "data/%C3%B6ver%20sikt.csv"),
            ("a%b:c#d?.csv", "a%25b%3Ac%23d%3F.csv"),
            ("/srv/a b.csv", "file:///srv/a%20b.csv"),
            ("\udce5.csv", "%5Cudce5.csv"),
        ],
    )
    def test_paths_are_uris(self, path, uri):
        (result,) = loaded("sarif", Report.of([Finding(rule("D101"), Place(path, 1))]))["runs"][0]["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}

    @pytest.mark.parametrize(
        ("place", "region"),
        [
            (Place("a", 2, 3), {"startLine": 2, "startColumn": 3}),
            (Place("a", 2), {"startLine": 2}),
            (Place("a"), None),
            (Place("a", None, 3), None),
        ],
    )
    def test_a_region_holds_what_is_known(self, place, region):
        (result,) = loaded("sarif", Report.of([Finding(rule("D101"), place)]))["runs"][0]["results"]
        assert result["locations"][0]["physicalLocation"].get("region") == region

    def test_neither_placeholders_nor_links(self):
        facts = {"text": "[a](b) {0}", "criterion": "c"}
        (result,) = loaded("sarif", Report.of([Finding(rule("D103"), Place("a"), facts)]))["runs"][0]["results"]
        assert result["message"]["text"].startswith(r"'\[a\](b) {{0}}' is not a number")


def _check_result(finding, rules):
    assert rules[finding["ruleIndex"]]["id"] == finding["ruleId"]
    assert finding["level"] in {"error", "warning", "note"}
    assert finding["message"]["text"]
    assert finding["occurrenceCount"] >= 1
    (location,) = finding["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert "\\" not in uri
    assert " " not in uri
    unquote(uri, errors="strict")


class TestJunit:
    def test_a_case_for_each(self, report):
        (suite,) = ET.fromstring(written("junit", report).encode())
        cases = suite.findall("testcase")
        assert suite.tag == "testsuite"
        assert len(cases) == max(1, len(report.listed))
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))

    def test_names_are_unique(self, report):
        (suite,) = ET.fromstring(written("junit", report).encode())
        names = [(case.get("classname"), case.get("name")) for case in suite.findall("testcase")]
        assert len(set(names)) == len(names)

    def test_no_findings_pass(self, nothing):
        (suite,) = ET.fromstring(written("junit", nothing))
        assert [list(case) for case in suite] == [[]]

    def test_errors_fail_and_warnings_are_told(self, handful):
        (suite,) = ET.fromstring(written("junit", handful))
        outcomes = {case.get("name"): case[0].tag for case in suite.findall("testcase")}
        assert outcomes["C001 line 12:5"] == "failure"
        assert outcomes["C202 line 14"] == "system-out"
        assert outcomes["X001"] == "system-out"

    def test_what_is_not_listed_is_told_by_the_suite(self, cut_short):
        (suite,) = ET.fromstring(written("junit", cut_short))
        assert suite.findtext("system-out") == "12 errors, 1 warning (11 not listed)"

    def test_hostile_text_stays_text(self):
        facts = {"text": "]]></failure>&", "criterion": "\x00\x1b"}
        (suite,) = ET.fromstring(written("junit", Report.of([Finding(rule("D103"), Place("a"), facts)])))
        (failure,) = suite.find("testcase")
        assert failure.get("message") == r"']]></failure>&' is not a number (criterion '\x00\x1b')"
