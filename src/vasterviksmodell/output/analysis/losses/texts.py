"""The sentences and headings of losses."""

from vasterviksmodell.i18n import Message, Plural
from vasterviksmodell.wording import Language

TITLE = Message("If a service is lost")
NO_SITES = Message("There are no sites.")
ALL_EXCLUDED = Message("Every site is excluded already: there is nothing to lose.")
NOW = {
    ("qualified", False): Message("Of {sites} {number} are qualified: {losses}."),
    ("qualified", True): Message("Of {sites} {number} is qualified: {losses}."),
    ("ranked", False): Message("Of {sites} none is qualified and {number} are not excluded: {losses}."),
    ("ranked", True): Message("Of {sites} none is qualified and {number} is not excluded: {losses}."),
}
"""How many sites there are now, by what is counted and whether it is one."""
LEAVES = {
    "none": Message("without {names} none of them is left"),
    "one": Message("without {names} 1 of them is left"),
    "some": Message("without {names} {left} of them are left"),
    "all": Message("without {names} all of them are left"),
    "others": Message("whichever of the other {number} is lost, all of them are left"),
    "any": Message("whichever of the {number} criteria is lost, all of them are left"),
}
FIRST_ALWAYS = Message("First place: {first}, as long as any site is left.")
FIRST_NOW = Message("First place: {first}; {then}.")
FIRST_WITHOUT = Message("without {names}: {first}")
MORE = Message("{number} more")
BY_ALL = Message("When all sites lose it")
BY_ONE = Message("When a site alone loses it")
LOST = Message("Lost means")
STILL = {
    "qualified": Message("Still qualified"),
    "ranked": Message("Still not excluded"),
}
FIRST = Message("First place then")
OF = Message("{left} of {now}")
COSTLIEST = Message("Costliest loss that does not exclude")
NONE_COSTS = Message("A site that alone loses a service is either excluded or keeps its rank.")
RANK_THEN = Message("Rank then")
LEGEND = Message(
    "Lost means that the measure is the worst that its range or categories hold: one that fails the requirement, if"
    " there is any, and of those the one worth least. A site that is excluded already is not counted."
)


def sites(number: int, language: Language) -> str:
    """`13 sites`."""
    return Plural("{number} site", "{number} sites").counting(number).inside(language)
