"""The sentences and headings of what it would take."""

from vasterviksmodell.i18n import Message

TITLES = {
    "qualified": Message("What it would take for {name} to be qualified"),
    "score": Message("What it would take for {name} to have {at} points"),
    "rank": Message("What it would take for {name} to have rank {at}"),
}
REACHED = Message("{name} is there already, with {score} points.")
QUALIFIED = Message("{name} meets every requirement already.")
LACKS = Message("{name} has {score} points and needs {needed}.")
OPEN = {
    "qualified": Message("{name} must meet: {names}."),
    "excluded": Message("It is excluded and must first meet: {names}."),
    "enough": Message("{name} is excluded and need only meet: {names}."),
}
OPEN_EFFORT = Message("That takes an effort of {effort}.")
OPENED = {
    True: Message("Then it has {score} points, which is enough."),
    False: Message("Then it has {score} points."),
}
"""By whether that is enough."""
WAYS = {
    True: Message("One measure reaches the target alone: {names}."),
    False: Message("Any one of {number} measures reaches the target alone: {names}."),
}
"""By whether it is one."""
NO_WAY = Message("No single measure reaches the target.")
IMPOSSIBLE = Message("Nothing reaches the target: with every measure at its best it would have {score} points.")
NEVER_OPEN = Message("Nothing does: no measure meets all that is required of {names}.")
CHEAPEST = Message("The cheapest combination by declared effort takes {effort} and gives {score} points.")
NOT_TOGETHER = Message(
    "Nor do those together that have an effort declared and are exactly known ({names}): at their best they give"
    " {score} points."
)
NONE_TAKES_PART = Message("Combinations cannot be compared.")
UNDECLARED = Message("No effort is declared for: {names}.")
UNKNOWN = Message("Not exactly known, so left out: {names}.")
HEADINGS = {
    "openings": Message("Requirements to be met"),
    "ways": Message("Single measures that reach the target"),
    "combination": Message("The cheapest combination"),
}
