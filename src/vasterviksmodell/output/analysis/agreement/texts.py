"""The sentences about where actors agree."""

from vasterviksmodell.i18n import Message

TITLE = Message("Where the actors agree")
NO_SITES = Message("There are no sites.")
ALL_EXCLUDED = Message("Every site is excluded, whoever weighs.")
ONE_ACTOR = Message("The criteria name one actor only, {actor}: there is nobody to agree with.")
ALL_FIRST = Message("All {number} actors put {site} first.")
NOT_FIRST = Message("The actors do not agree on the first place: {firsts}.")
FIRST_FOR = Message("{site} for {actors}")
MORE = Message("{number} more")
LESS_OPPOSED = Message("And {number} pairs of actors less opposed than these: --format json has all.")
CONCORDANCE = Message(
    "Kendall's W, which is 1 when all order the sites alike and 0 when their orders have nothing in common, is {w}."
)
SHARED = Message("Among the first {top} of every actor: {sites}.")
NONE_SHARED = Message("No site is among the first {top} of every actor.")
COMPROMISE = Message(
    "The compromise is {sites}: the actor to whom it is worth the least still gives it {score} points, more than any"
    " other site gets from its hardest judge."
)
COMPROMISES = Message(
    "The compromises, which tie, are {sites}: the actor to whom each is worth the least still gives it {score} points."
)
RANKS = Message("Rank and score by each actor's weights")
WEIGHTS = Message("Each actor's weights, in per cent")
LOWEST = Message("Lowest score")
SPREAD = Message("Greatest difference")
PLACED = Message("{rank} ({score})")
DIFFER = Message("What they disagree about")
OPPOSED = Message(
    "For {one}, {before} is {gap} points before {after}; for {other}, {after} is {back} points before {before}."
    " What parts them: {parts}."
)
AGREED = Message(
    "{one} and {other} put no two of the sites that any actor has among the first {top} in opposite order."
)
REST = Message("the others together ({points})")
TAU = Message("Kendall's tau of all their sites: {tau}.")
GIVE = Message("What it would take for {site} to be first")
FIRST_ALREADY = Message("{actor}: it is first already (perhaps with others).")
MOVES = Message("{actor}: {moved} of the weight would have to move, from {taken} to {given}.")
NEVER = Message("{actor}: no weights make it first.")
LEGEND = Message(
    "The actors see the same sites, requirements and values; only their weights differ. The compromise is the site"
    " whose lowest score is the highest (max–min). Disagreements are told on the two sites, among the first {top} of"
    " any actor, that both actors are the most decided about; what parts them sums to the two leads together. What"
    " would have to move is the least that would do, half the sum of all changes of weights: it tells how far apart the"
    " actors are, not who should give way."
)
