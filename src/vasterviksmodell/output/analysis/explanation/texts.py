"""The sentences and headings of an explanation."""

from vasterviksmodell.i18n import Message

HEADINGS = {
    "screening": Message("Requirements"),
    "contributions": Message("What the score is made of"),
    "gaps": Message("What is not known"),
}
STANDS = {
    "ranked": Message(
        "{name} has rank {rank} of {ranked} with {score} points; whatever the unknown figures are, its score lies"
        " within {interval} and, among the sites now ranked, its rank within {range}."
    ),
    "fixed_rank": Message(
        "{name} has rank {rank} of {ranked} with {score} points; whatever the unknown figures are, its score lies"
        " within {interval} and, among the sites now ranked, its rank stays {range}."
    ),
    "known_score": Message(
        "{name} has rank {rank} of {ranked} with {score} points; whatever the unknown figures of the others are, its"
        " rank among the sites now ranked lies within {range}."
    ),
    "known": Message("{name} has rank {rank} of {ranked} with {score} points."),
    "excluded": Message("{name} is excluded and has no rank; it would score {score}."),
}
STOPPED = Message("What excludes it: {names}.")
OPEN = Message("It is not known whether it meets: {names}.")
ALL_MET = Message("It meets every requirement.")
FOR = Message("Most speaks for it, against the others' mean: {names}.")
AGAINST = Message("Most speaks against it: {names}.")
WORTH = Message("Most worth finding out: {label}; it alone {effect}.")
EFFECTS = {
    "moves": Message("can give rank {best} to {worst}"),
    "stays": Message("leaves the rank at {best}"),
    "excludes": Message("can give rank {best} or exclude the site"),
    "surely_excludes": Message("can only exclude the site"),
    "lifts": Message("can lift the exclusion and give rank {best}"),
    "excluded": Message("cannot lift the exclusion"),
    "scores": Message("opens {points} points of the score but cannot change the order"),
}
REORDERS = (
    Message("and can change the order with {reach} sites"),
    Message("and can change the order with 1 site"),
)
"""For several sites and for one."""
WARNING = Message("{label} (warning)")
EXCLUDING = Message("unknown, excludes")
CAN_GIVE = Message("Can give")
EXCLUSION = Message("exclusion")
REACH = Message("Reach")
LEGEND = Message("Bar: █ points, ░ points that unknown measures could add. Missing: points short of the whole weight.")
REACH_MEANS = Message("Reach: with how many sites the order can change when the figure alone is found out.")
