"""The sentences and headings of obstacles and opportunities."""

from vasterviksmodell.i18n import Message

TITLE = Message("Obstacles and opportunities")
NO_SITES = Message("There are no sites.")
MOST = Message("{name} stops most: {counts}.")
ALONE = Message("{number} of {all}, alone {alone}")
OF = Message("{number} of {all}")
EFFORT = Message("To open all that are excluded takes an effort of {effort}.")
BY_OBSTACLE = {
    "stops": Message("What stops sites"),
    "unknown": Message("What must be found out"),
    "warns": Message("What is warned of"),
    "shortfall": Message("What holds sites back: points missed, in the mean"),
    "opportunity": Message("Opportunities"),
}
BY_SITE = {
    "openings": Message("What would open each site"),
    "balance": Message("What holds each site back, and what speaks for it"),
}
SITES = Message("Sites")
POINTS = Message("Points")
ALL = Message("All")
WARNING = Message("{label} (warning)")
MISSES = Message("Misses most")
EFFORT_TO_OPEN = Message("Effort to open")
LEGEND = Message(
    "Alone: sites that nothing else stops. Points missed: what surely lacks to the whole weight. Opportunity: surely"
    " worth at least {opportunity} of 100. A group stands for all that is in it."
)
