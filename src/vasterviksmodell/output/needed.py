"""What is to be housed, in words."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Phrase, Plural

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria

NEEDED = Message("Needed", "to be housed")
_NEEDED = Message("Needed: {things}")
_TOLD = {
    "houses": Plural("{number} house", "{number} houses"),
    "flats": Plural("{number} flat", "{number} flats"),
    "persons": Plural("{number} person", "{number} persons"),
    "pupils": Plural("{number} pupil", "{number} pupils"),
    "preschool_children": Plural("{number} preschool child", "{number} preschool children"),
}


def needed_text(criteria: "Criteria") -> Phrase | None:
    """Return what is to be housed, as a line; None where the criteria do not state it."""
    things = needed_things(criteria)
    return None if things is None else _NEEDED.format(things=things)


def needed_things(criteria: "Criteria") -> Phrase | None:
    """Return `4 houses, 8 flats, 48 persons`; None where the criteria do not state it."""
    numbers = criteria.need.numbers if criteria.need is not None else {}
    things = [_TOLD[name].counting(number) for name, number in numbers.items() if name in _TOLD]
    return Joined(things) if things else None
