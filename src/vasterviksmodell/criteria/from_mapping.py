"""Criteria from a mapping, for callers that keep no file."""

from collections.abc import Mapping
from typing import Any

from vasterviksmodell.criteria.file import InvalidCriteria, read_document
from vasterviksmodell.criteria.model import Criteria

_NAME = "criteria"
"""What findings call the document."""


def criteria_from(document: Mapping[str, Any]) -> Criteria:
    """Return the criteria in a mapping of the same form as a criteria file; `Criteria.document` is one.

    Raises `InvalidCriteria` with every finding when it has errors; their lines are those of the mapping as one line
    of YAML.

    >>> school = {"unit": "m", "weight": 1, "value": {500: 100, 4000: 0}}
    >>> criteria_from({"version": 1, "criteria": {"school_m": school}}).scored[0].unit
    'm'
    """
    criteria, findings = read_document(document, _NAME)
    if criteria is None:
        raise InvalidCriteria(findings)
    return criteria
