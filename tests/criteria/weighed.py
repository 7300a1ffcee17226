"""A tree that two actors weigh, for the tests of who weighs."""

from vasterviksmodell.criteria import Criteria, read_criteria

TREE = """\
version: 1
criteria:
  service:
    weight: 60
    criteria:
      school: {weight: 2, value: {500: 100, 4000: 0}}
      bus: {weight: 1, value: {400: 100, 2000: 0}}
      notes: {requirement: {at_most: 9}}
  work: {weight: 40, value: {0: 0, 20: 100}}
  reception: {criteria: {population: {warning: {at_least: 480}}}}
"""
MUNICIPALITY = """\
  municipality:
    label: {en: The municipality, sv: Kommunen}
    who: {en: The working party, sv: Arbetsgruppen}
    when: 2026-10-01
    why: School first
    share: 2
    weights: {service: 3, work: 1}
"""
ASSOCIATIONS = """\
  associations:
    who: The meeting
    when: 2026
    why: Life first
    weights: {work: 0.5, service: 0.5, bus: 3, school: 1}
"""
ACTORS = f"actors:\n{MUNICIPALITY}{ASSOCIATIONS}"
WEIGHED = TREE + ACTORS


def criteria(text: str) -> Criteria:
    """The criteria of a file without findings."""
    found, findings = read_criteria(text.encode(), "c.yaml")
    assert [finding.message() for finding in findings] == []
    assert found is not None
    return found
