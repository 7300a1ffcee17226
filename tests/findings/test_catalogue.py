"""Each rule's bad example breaks that rule and no other, its good example none: the catalogue's contract."""

import re
import sys
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from tests.sites.workbooks import workbook_of

from vasterviksmodell.analysis.handed_over.verification import verified_folder
from vasterviksmodell.analysis.order.judgement import judge_order
from vasterviksmodell.analysis.planning.verification import verification_of_plan
from vasterviksmodell.analysis.tree_audit import AuditedTree, tree_audit
from vasterviksmodell.criteria import read_criteria
from vasterviksmodell.decision import judge, load_decision
from vasterviksmodell.derivation.file import read_derive_file
from vasterviksmodell.derivation.run import derived_measures
from vasterviksmodell.findings import RULES, Finding, Rule, Severity, rule
from vasterviksmodell.findings.catalogue import FAMILIES
from vasterviksmodell.findings.ranking_rules import RANKED_SITES
from vasterviksmodell.findings.site_examples import EXAMPLE_CRITERIA
from vasterviksmodell.freezing import load_freeze_record
from vasterviksmodell.i18n.wording import LANGUAGES, Text
from vasterviksmodell.output.report.made_again import is_as_made
from vasterviksmodell.scoring import score
from vasterviksmodell.scoring.saved.in_files import verification_of_file
from vasterviksmodell.scoring.saved.reading import cut_findings, read_ranking
from vasterviksmodell.sites import InvalidSites, read_sites
from vasterviksmodell.source.yaml_document import parse_yaml

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def findings_about(example: str, rule: Rule, folder: Path) -> tuple[Finding, ...]:
    """What the program says about an example of a rule; a lone surrogate stands for a raw byte."""
    content = example.encode("utf-8", "surrogateescape")
    return audited_example(content, rule, folder) if rule.code[0] == "A" else told_about(content, rule, folder)


def told_about(content: bytes, rule: Rule, folder: Path) -> tuple[Finding, ...]:
    """What the program says about an example, by the kind of its file."""
    if rule.example == "criteria.yaml":
        return read_criteria(content, "criteria.yaml")[1]
    if rule.example in ("plan.json", "ranking.json"):
        return _about_what_is_saved(content, rule, folder)
    if rule.code[0] in _OF_SEVERAL_FILES:
        return _OF_SEVERAL_FILES[rule.code[0]](content, rule, folder)
    if rule.example.endswith(".xlsx"):
        content = workbook_of(content.decode("utf-8"))
    criteria, _ = read_criteria((rule.criteria or EXAMPLE_CRITERIA).encode(), "criteria.yaml")
    assert criteria is not None
    for name, part in zip(rule.example.split(), _parts(content, rule), strict=True):
        (folder / name).write_bytes(part)
    with pytest.MonkeyPatch.context() as patch:
        if rule.without is not None:
            patch.setitem(sys.modules, rule.without, None)
        try:
            return read_sites([folder / name for name in rule.example.split()], criteria).findings
        except InvalidSites as invalid:
            return invalid.findings


def derived_example(content: bytes, rule: Rule, folder: Path) -> tuple[Finding, ...]:
    """What `derive` says about an example: derive.yaml with its files."""
    for name, part in zip(rule.example.split(), _parts(content, rule), strict=True):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(part)
    derivation, found = read_derive_file(folder / "derive.yaml", "derive.yaml")
    return found if derivation is None else derived_measures(derivation, as_of=date(2026, 11, 30))[1]


def folder_example(content: bytes, rule: Rule, folder: Path) -> tuple[Finding, ...]:
    """What is found in a folder: errors, and what the rule finds.

    That a small page is not the whole report is said of each (M205) but counts only for the rule that says it.
    """
    inside = folder / "handed-over"
    inside.mkdir()
    names = re.findall(rb"^\[(.*)\]\n", content, flags=re.MULTILINE)
    for name, part in zip(names, re.split(rb"^\[.*\]\n", content, flags=re.MULTILINE)[1:], strict=True):
        (inside / name.decode()).write_bytes(part)
    found = verified_folder(str(inside), is_as_made).findings
    ignored = {"M001", "M205"} - {rule.code}
    return tuple(finding for finding in found if finding.code not in ignored)


def judged_example(content: bytes, rule: Rule, folder: Path) -> tuple[Finding, ...]:
    """What is found about a decision and the ranking of its sites."""
    for name, part in zip(rule.example.split(), _parts(content, rule), strict=True):
        (folder / name).write_bytes(part)
    criteria, _ = read_criteria(rule.criteria.encode(), "criteria.yaml")
    assert criteria is not None
    ranking = score(read_sites(folder / "sites.csv", criteria), criteria)
    return judge(load_decision(folder / "decision.yaml"), ranking)


def ordered_example(content: bytes, rule: Rule, folder: Path) -> tuple[Finding, ...]:
    """What is found about a record of what was frozen, with the files beside it."""
    names = rule.example.split()
    for name, part in zip(names, _parts(content, rule), strict=True):
        (folder / name).write_bytes(part)
    decisions = [folder / name for name in names if name == "decision.yaml"]
    record = load_freeze_record(folder / "frozen.yaml")
    return judge_order(record, criteria=folder / "criteria.yaml", sites=[folder / "sites.csv"], decisions=decisions)


def audited_example(content: bytes, rule: Rule, folder: Path) -> tuple[Finding, ...]:
    """What the audit says about an example: criteria, perhaps with earlier ones or with sites."""
    parts = dict(zip(rule.example.split(), _parts(content, rule), strict=True))
    criteria, found = read_criteria(parts["criteria.yaml"], "criteria.yaml")
    root, _ = parse_yaml(parts["criteria.yaml"].decode(), "criteria.yaml")
    assert criteria is not None
    assert root is not None
    earlier = read_criteria(parts["earlier.yaml"], "earlier.yaml")[0] if "earlier.yaml" in parts else None
    ranking = None
    if "sites.csv" in parts:
        (folder / "sites.csv").write_bytes(parts["sites.csv"])
        ranking = score(read_sites(folder / "sites.csv", criteria), criteria)
    return (*found, *tree_audit(AuditedTree(criteria, root, "criteria.yaml"), earlier, ranking))


_OF_SEVERAL_FILES = {"H": ordered_example, "M": folder_example, "O": judged_example, "V": derived_example}
"""By family: what runs its examples."""


def _about_what_is_saved(content: bytes, rule: Rule, folder: Path) -> tuple[Finding, ...]:
    (folder / "sites.csv").write_text(RANKED_SITES)
    if rule.example == "plan.json":
        return verification_of_plan(content, "plan.json", [folder])[1]
    if rule.code > "R1":
        return verification_of_file(content, "ranking.json", [folder])[1]
    saved, found = read_ranking(content, "ranking.json")
    return found if saved is None else (*found, *cut_findings(saved, "ranking.json"))


def _parts(content: bytes, rule: Rule) -> list[bytes]:
    """The files of an example: each below its name in brackets when there are several."""
    return [content] if " " not in rule.example else re.split(rb"^\[.*\]\n", content, flags=re.MULTILINE)[1:]


@every_rule
def test_the_bad_example_breaks_the_rule_and_no_other(rule: Rule, tmp_path: Path) -> None:
    found = findings_about(rule.bad, rule, tmp_path)
    assert rule.code in {finding.code for finding in found}
    assert {finding.code for finding in found if finding.severity == Severity.ERROR} <= {rule.code}


@every_rule
def test_the_good_example_has_no_findings_at_all(rule: Rule, tmp_path: Path) -> None:
    assert findings_about(rule.good, rule, tmp_path) == ()


@every_rule
def test_the_bad_example_is_one_finding_with_words_in_both_languages(rule: Rule, tmp_path: Path) -> None:
    (finding,) = (each for each in findings_about(rule.bad, rule, tmp_path) if each.code == rule.code)
    assert finding.count == 1
    for language in ("en", "sv"):
        words = f"{finding.message(language)} {finding.hint(language)}"
        assert "{" not in finding.message(language)
        assert words.isprintable()


@every_rule
def test_a_rule_speaks_english_and_swedish_with_the_same_facts(rule: Rule) -> None:
    for text in (rule.message, rule.hint):
        if text is not None:
            facts = {name: name for _, name, _, _ in Formatter().parse(text.text) if name is not None}
            english, swedish = (text.format(**facts).inside(language) for language in LANGUAGES)
            assert english
            assert all(name in swedish for name in facts)


@every_rule
def test_a_rule_has_a_manual(rule: Rule) -> None:
    for language in LANGUAGES:
        title, why = rule.title.inside(language), rule.why.inside(language)
        assert title[0].isupper()
        assert not title.endswith(".")
        assert why.endswith((".", "?"))
    assert rule.bad != rule.good


def test_codes_are_unique_sorted_and_start_with_the_letter_of_their_family() -> None:
    for letter, family in FAMILIES:
        codes = [member.code for member in family]
        assert codes == sorted(set(codes))
        assert all(len(code) == 4 and code.startswith(letter) and code[1:].isdigit() for code in codes)
    assert len(RULES) == sum(len(family) for _, family in FAMILIES)


def test_the_example_of_bytes_that_are_not_utf_8_holds_a_raw_byte() -> None:
    bad, good = rule("F001").bad, rule("F001").good
    assert bad.encode("utf-8", "surrogateescape") == good.encode().replace("å".encode(), b"\xe5")


def test_an_unknown_code_has_no_rule() -> None:
    with pytest.raises(KeyError):
        rule("C999")


def test_a_text_with_one_language_serves_both() -> None:
    assert Text(en="school").inside("sv") == "school"
    assert Text(sv="skola").inside("en") == "skola"
