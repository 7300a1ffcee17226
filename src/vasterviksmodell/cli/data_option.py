"""`--data KEY=VALUE`: what the criteria file says under `data:`, said for one run."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.i18n import Message
from vasterviksmodell.wording import nearest, shortened

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding

_WRITTEN_OUT = ("{", "[", '"', "'")
"""What a value begins with that is YAML and no bare word."""
_WHERE = "where."
"""What the keys begin with that choose rows by a heading."""
_HAS = Message("--data has no '{key}'; it has {known}")
_NEAR = Message("--data has no '{key}'; did you mean {meant}?")
_TRUTHS = {"true": True, "false": False}


class WrongData(Exception):  # noqa: N818 - an outcome, which ends the program
    """What an option says does not fit a `data:` section."""

    def __init__(self, option: str, finding: "Finding") -> None:
        super().__init__(f"{option}: {finding.message()}")
        self.option = option
        self.finding = finding


def with_data(criteria: "Criteria", given: Sequence[str]) -> "Criteria":
    """Return the criteria with a `data:` section in which the options come before the file, or raise `WrongData`."""
    if not given:
        return criteria
    from vasterviksmodell.criteria import read_document
    from vasterviksmodell.findings import Severity

    section = _with_where(dict(criteria.document.get("data") or {}), _entries(given))
    changed, findings = read_document({**criteria.document, "data": section}, "--data")
    if changed is None:
        raise WrongData("--data", next(finding for finding in findings if finding.severity == Severity.ERROR))
    return changed


def as_of_today(criteria: "Criteria") -> "Criteria":
    """Return the criteria with today as the day to which the age of sources is counted, when they name none."""
    if criteria.data.as_of is not None:
        return criteria
    from datetime import datetime

    today = datetime.now().astimezone().date()
    return replace(criteria, data=replace(criteria.data, as_of=today))


def _with_where(section: dict[str, Any], entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return a section with entries for its own; `where.year` replaces nothing but the choice by that heading."""
    for key, entry in entries.items():
        if key.startswith(_WHERE):
            section["where"] = {**(section.get("where") or {}), key.removeprefix(_WHERE): entry}
        else:
            section[key] = entry
    return section


def _entries(given: Sequence[str]) -> dict[str, Any]:
    """Return what the options say, by key."""
    entries: dict[str, Any] = {}
    for option in given:
        key, text = _parts(option)
        if key in entries:
            raise CannotRun(Message("--data has '{key}' twice").format(key=key))
        entries[key] = _value(key, text)
    return entries


def _parts(option: str) -> tuple[str, str]:
    """Return the key of `header=6` and what stands after the sign."""
    from vasterviksmodell.criteria.data_entries import DataEntry

    key, sign, text = option.partition("=")
    if not sign:
        raise CannotRun(Message("--data takes KEY=VALUE, not '{option}'").format(option=shortened(option)))
    if key.removeprefix(_WHERE) and key.startswith(_WHERE):
        return key, text
    if key not in DataEntry.model_fields:
        meant = nearest(key, DataEntry.model_fields)
        form = _HAS if meant is None else _NEAR
        raise CannotRun(form.format(key=shortened(key), meant=meant, known=", ".join(DataEntry.model_fields)))
    return key, text


def _value(key: str, text: str) -> Any:
    if text.startswith(_WRITTEN_OUT):
        from vasterviksmodell.yaml_document import parse_yaml

        root, findings = parse_yaml(text, key)
        if root is None or findings:
            raise WrongData(f"--data: {key}", findings[0])
        return root.value
    if key == "join":
        return _TRUTHS.get(text.lower(), text)
    return int(text) if key == "header" and text.isdecimal() and len(text) < 10 else text  # noqa: PLR2004
