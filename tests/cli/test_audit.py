"""`check --audit`: what the tree does to weights, on demand, beside the other findings."""

from pathlib import Path

import pytest

from vasterviksmodell.cli import program

LEAF = "{unit: m, range: [0, 9000], weight: 1, value: {500: 100, 4000: 0}}"
CRITERIA = f"""\
version: 1
criteria:
  service:
    weight: 1
    criteria:
      shop: {LEAF}
      shops: {LEAF}
  land:
    weight: 1
    criteria:
      plots: {{range: [0, 90], weight: 1, value: {{0: 0, 90: 100}}}}
"""
SITES = "id,shop,shops,plots\n" + "".join(f"s{n},{600 + n},{400 * n},{n * 9}\n" for n in range(1, 10))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    Path("earlier.yaml").write_text(CRITERIA.replace("90: 100", "40: 100"), encoding="utf-8")
    Path("sites.csv").write_text(SITES, encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    code = program.run(["check", *arguments])
    written = capsys.readouterr()
    return code, [line.split("]")[0] for line in written.out.splitlines() if "[A" in line], written.err


def test_only_an_audit_tells_of_the_tree(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "sites.csv")[:2] == (0, [])
    assert told(capsys, "--audit")[:2] == (0, ["criteria.yaml:7:50: warning[A104"])


def test_sites_and_earlier_criteria_are_audited_where_they_are_given(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "sites.csv", "--audit", "--since", "earlier.yaml")[1]
    assert [line.split("[")[1] for line in found] == ["A103", "A104", "A102"]
    assert told(capsys, "sites.csv", "--audit", "--fail-on", "warning")[0] == 1


def test_earlier_criteria_need_an_audit_and_a_file_without_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "--since", "earlier.yaml")[0] == 2
    assert told(capsys, "--audit", "--since", "nowhere.yaml")[0] == 2
    Path("earlier.yaml").write_text("version: 1\n", encoding="utf-8")
    assert told(capsys, "--audit", "--since", "earlier.yaml")[0] == 1


def test_an_audit_speaks_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    program.run(["check", "--audit", "--lang", "sv"])
    assert "verkar mäta en och samma sak: deras namn skiljer sig knappt" in capsys.readouterr().out


def test_the_commands_about_weights_tell_the_audit_beside_their_answer(capsys: pytest.CaptureFixture[str]) -> None:
    criteria = Path("criteria.yaml")
    criteria.write_text(CRITERIA + "judgements:\n  top: {swing: {service: 100, land: 100}}\n", encoding="utf-8")
    for command, codes in ((("derive",), ["A104"]), (("compare", "sites.csv"), ["A103", "A104"])):
        assert program.run(["weights", *command]) == 0
        plain = capsys.readouterr()
        assert "[A1" not in plain.err
        assert program.run(["weights", *command, "--audit"]) == 0
        audited = capsys.readouterr()
        assert audited.out == plain.out
        assert [line.split("]")[0].split("[")[1] for line in audited.err.splitlines() if "[A1" in line] == codes
        assert program.run(["weights", *command, "--audit", "--fail-on", "warning"]) == 1
        assert capsys.readouterr().out == ""
