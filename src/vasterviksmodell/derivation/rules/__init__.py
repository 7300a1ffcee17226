"""The family of rules. A new member is one module here and its name in `RULES`."""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.derivation.rules.at import At
from vasterviksmodell.derivation.rules.by_road import ByRoad
from vasterviksmodell.derivation.rules.count import Count
from vasterviksmodell.derivation.rules.departures import DeparturesRule
from vasterviksmodell.derivation.rules.exists import Exists
from vasterviksmodell.derivation.rules.join import Join
from vasterviksmodell.derivation.rules.nearest import Nearest
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.derivation.rules.total import Total
from vasterviksmodell.derivation.rules.travel_time import TravelTime

RULES: Mapping[str, type[Rule]] = MappingProxyType(
    {member.name: member for member in (Nearest, ByRoad, Count, Total, Exists, Join, At, DeparturesRule, TravelTime)}
)

__all__ = ["RULES", "Rule"]
