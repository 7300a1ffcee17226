"""The sentences about weights that follow from judgements."""

from vasterviksmodell.i18n import Message

TITLE = Message("Weights from judgements")
TITLE_OF = Message("Weights from judgements: {actor}")
TOP = Message("The top level")
NOT_JUDGED = Message("Not judged, so as they are stated: {sets}.")
METHODS = {
    "points": Message("Points given directly."),
    "swing": Message("Swing: points for the step from the worst to the best on each."),
    "rank_centroid": Message("An order: rank order centroid weights."),
    "rank_sum": Message("An order: rank sum weights."),
    "rank_reciprocal": Message("An order: reciprocal rank weights."),
    "pairwise": Message("Comparisons by pairs (AHP): the principal eigenvector."),
    "best_worst": Message("The best–worst method, linear model."),
}
RATIO = Message("Consistency ratio {ratio}.")
RATIO_OF = Message("Consistency ratio {ratio}; up to {limit} is good enough.")
DOUBTFUL = Message(
    "Consistency ratio {ratio}, above {limit}: the judgements contradict each other so much that they should be thought"
    " over."
)
LEAST = Message(
    "The least consistent: {first} is said to be {said} times as important as {second}; {others} make it {implied}."
)
OTHERS = Message("the others")
THROUGH = Message("the comparisons with {through}")
THEN = Message("With that the ratio would be {ratio}.")
CANNOT = Message("No weights follow: {why}.")
STATED = Message("Stated", "one")
DERIVED = Message("Derived")
NEW = Message("Points")
CHANGE = Message("Change")
LEGEND = Message(
    "Shares of each set of siblings, in per cent. Points are what a criteria file holds; --into FILE writes them into"
    " one, --format yaml gives them to paste."
)
NO_JUDGEMENTS = Message("There are no judgements.")
