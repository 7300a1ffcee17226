"""The sentences about weights that follow from judgements."""

from vasterviksmodell.wording import Text

TITLE = Text("Weights from judgements", "Vikter utifrån bedömningar")
TITLE_OF = Text("Weights from judgements: {actor}", "Vikter utifrån bedömningar: {actor}")
TOP = Text("The top level", "Översta nivån")
NOT_JUDGED = Text(
    "Not judged, so as they are stated: {sets}.",
    "Inte bedömda, och därför som de anges: {sets}.",
)
METHODS = {
    "points": Text("Points given directly.", "Direkt givna poäng."),
    "swing": Text(
        "Swing: points for the step from the worst to the best on each.",
        "Swing: poäng för steget från sämst till bäst för var och en.",
    ),
    "rank_centroid": Text(
        "An order: rank order centroid weights.", "En ordning: vikter enligt rangordningens tyngdpunkt (ROC)."
    ),
    "rank_sum": Text("An order: rank sum weights.", "En ordning: vikter enligt rangsumma."),
    "rank_reciprocal": Text("An order: reciprocal rank weights.", "En ordning: vikter enligt reciprok rang."),
    "pairwise": Text(
        "Comparisons by pairs (AHP): the principal eigenvector.",
        "Parvisa jämförelser (AHP): egenvektorn till det största egenvärdet.",
    ),
    "best_worst": Text("The best–worst method, linear model.", "Bäst–sämst-metoden, linjär modell."),
}
RATIO = Text("Consistency ratio {ratio}.", "Konsistenskvot {ratio}.")
RATIO_OF = Text(
    "Consistency ratio {ratio}; up to {limit} is good enough.", "Konsistenskvot {ratio}; upp till {limit} duger."
)
DOUBTFUL = Text(
    "Consistency ratio {ratio}, above {limit}: the judgements contradict each other so much that they should be thought"
    " over.",
    "Konsistenskvot {ratio}, över {limit}: bedömningarna motsäger varandra så mycket att de bör tänkas igenom.",
)
LEAST = Text(
    "The least consistent: {first} is said to be {said} times as important as {second}; {others} make it {implied}.",
    "Minst konsistent: {first} sägs vara {said} gånger så viktigt som {second}; {others} gör det till {implied}.",
)
OTHERS = Text("the others", "de övriga")
THROUGH = Text("the comparisons with {through}", "jämförelserna med {through}")
THEN = Text("With that the ratio would be {ratio}.", "Med det skulle kvoten bli {ratio}.")
CANNOT = Text("No weights follow: {why}.", "Inga vikter följer: {why}.")
STATED = Text("Stated", "Angiven")
DERIVED = Text("Derived", "Härledd")
NEW = Text("Points", "Poäng")
CHANGE = Text("Change", "Ändring")
LEGEND = Text(
    "Shares of each set of siblings, in per cent. Points are what a criteria file holds; --into FILE writes them into"
    " one, --format yaml gives them to paste.",
    "Andelar inom varje syskongrupp, i procent. Poäng är vad en kriteriefil innehåller; --into FIL skriver in dem i"
    " en, --format yaml ger dem att klistra in.",
)
NO_JUDGEMENTS = Text("There are no judgements.", "Det finns inga bedömningar.")
