"""The shape of decision.yaml: the question, the ranking on which was decided, and one entry for each site."""

from typing import Any

from pydantic import Field

from vasterviksmodell.criteria.action_entries import CellText
from vasterviksmodell.criteria.data_entries import DateText, Name
from vasterviksmodell.criteria.entry_types import Entry, Label, Translated, Version
from vasterviksmodell.criteria.errors import FileShape
from vasterviksmodell.criteria.json_schema import SchemaForEditors
from vasterviksmodell.decision.model import Alternatives, Outcome
from vasterviksmodell.i18n.wording import Language, Text
from vasterviksmodell.scoring.requirements import Status
from vasterviksmodell.value_functions.parameters import Finite


def stated(label: Translated | None) -> Text | None:
    """Return a text, without those of its languages that are blank; None where nothing is said."""
    if label is None:
        return None
    en, sv = (None if said is None or not said.strip() else said for said in (label.en, label.sv))
    return None if en is None and sv is None else Text(en, sv)


class StandingEntry(Entry):
    """Where the site stood when the decision was prepared; `decide --init` writes it."""

    status: Status = Field(description="Its status: qualified, unverified or excluded.")
    rank: int | None = Field(default=None, ge=1, description="Its rank; none where it is excluded.")
    score: Finite | None = Field(
        default=None, description="Its score, 0–100; that of an excluded site is what it would score."
    )


class SiteEntry(Entry):
    """What was decided about a site."""

    name: Name | None = Field(default=None, description="Its name, for readers of the file.")
    outcome: Outcome | None = Field(default=None, description="What was decided: chosen, rejected or parked.")
    reason: Label | None = Field(
        default=None, description="Why; needed where the choice departs from the ranking or from the screening."
    )
    figures: dict[Name, CellText] = Field(
        default={},
        description="The figures that the reason names, as cells, by the id or column of the criterion: "
        "{school_m: 1200}. They must be those of the ranking.",
    )
    who: Name | None = Field(default=None, description="Who decided, where it is not who decided the others.")
    date: DateText | None = Field(default=None, description="When, where it is another date than that of the others.")
    reference: Name | None = Field(default=None, description="The number of the case or of the minutes.")
    ranked: StandingEntry | None = Field(default=None, description="Where it stood when the decision was prepared.")


class RankedEntry(Entry):
    """The fingerprints (SHA-256) of what was ranked when the decision was prepared; `decide --init` writes them."""

    criteria: Name | None = Field(default=None, description="That of the criteria.")
    inputs: dict[Name, Name] = Field(default={}, description="Those of the files of sites, by path.")


class AlternativesEntry(Entry):
    """What only those who decide can say of the alternatives; the report marks as missing what is not stated."""

    area: Label | None = Field(default=None, description="Where alternatives were looked for.")
    found: Label | None = Field(default=None, description="How the alternatives were found.")
    left_out: Label | None = Field(
        default=None, description="Which alternatives were left out before the comparison, and why."
    )
    zero: Label | None = Field(
        default=None, description="The zero alternative: what is likely to happen if nothing is done."
    )
    not_covered: Label | None = Field(default=None, description="What matters and is not part of the comparison.")

    def domain(self) -> Alternatives:
        """Return what is stated."""
        return Alternatives(*map(stated, (self.area, self.found, self.left_out, self.zero, self.not_covered)))


class DecisionFile(Entry):
    """A decision.yaml of vasterviksmodell: what was decided about each site, why, by whom and when."""

    version: Version = Field(description="The version of this format: 1.")
    language: Language | None = Field(default=None, description="The language of the reasons: en or sv.")
    question: Label | None = Field(default=None, description="What was to be decided.")
    who: Name | None = Field(default=None, description="Who decided.")
    date: DateText | None = Field(default=None, description="When.")
    reference: Name | None = Field(default=None, description="The number of the case or of the minutes.")
    alternatives: AlternativesEntry = Field(
        default=AlternativesEntry(), description="How the alternatives were found, and what the comparison leaves out."
    )
    ranked: RankedEntry = Field(default=RankedEntry(), description="What was ranked when the decision was prepared.")
    sites: dict[Name, SiteEntry] = Field(min_length=1, description="What was decided about each site, by its id.")


def _model(location: tuple[Any, ...]) -> type[Entry]:
    """Return the model of the mapping that holds the last key of a location."""
    match location:
        case ("sites", _, "ranked", _):
            return StandingEntry
        case ("sites", _, "reason", _) | ("alternatives", _, _) | ("question", _):
            return Translated
        case ("sites", _, _):
            return SiteEntry
        case ("ranked", _):
            return RankedEntry
        case ("alternatives", _):
            return AlternativesEntry
    return DecisionFile


DECISION_FILE = FileShape(_model)


def decision_schema() -> dict[str, Any]:
    """Return the JSON Schema of a decision.yaml, for editors."""
    return DecisionFile.model_json_schema(mode="validation", schema_generator=SchemaForEditors)
