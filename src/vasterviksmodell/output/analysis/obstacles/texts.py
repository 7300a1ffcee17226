"""The sentences and headings of obstacles and opportunities."""

from vasterviksmodell.wording import Text

TITLE = Text("Obstacles and opportunities", "Hinder och möjligheter")
NO_SITES = Text("There are no sites.", "Det finns inga platser.")
MOST = Text("{name} stops most: {counts}.", "{name} stoppar flest: {counts}.")
ALONE = Text("{number} of {all}, alone {alone}", "{number} av {all}, ensamt {alone}")
OF = Text("{number} of {all}", "{number} av {all}")
EFFORT = Text(
    "To open all that are excluded takes an effort of {effort}.",
    "Att öppna alla som är uteslutna kräver en insats på {effort}.",
)
BY_OBSTACLE = {
    "stops": Text("What stops sites", "Vad som stoppar platser"),
    "unknown": Text("What must be found out", "Vad som måste tas reda på"),
    "warns": Text("What is warned of", "Vad som varnas för"),
    "shortfall": Text(
        "What holds sites back: points missed, in the mean", "Vad som håller platser tillbaka: saknade poäng i medel"
    ),
    "opportunity": Text("Opportunities", "Möjligheter"),
}
BY_SITE = {
    "openings": Text("What would open each site", "Vad som skulle öppna varje plats"),
    "balance": Text(
        "What holds each site back, and what speaks for it",
        "Vad som håller varje plats tillbaka, och vad som talar för den",
    ),
}
SITES = Text("Sites", "Platser")
POINTS = Text("Points", "Poäng")
ALL = Text("All", "Alla")
WARNING = Text("{label} (warning)", "{label} (varning)")
MISSES = Text("Misses most", "Saknar mest")
EFFORT_TO_OPEN = Text("Effort to open", "Insats för att öppna")
LEGEND = Text(
    "Alone: sites that nothing else stops. Points missed: what surely lacks to the whole weight. Opportunity: surely"
    " worth at least {opportunity} of 100. A group stands for all that is in it.",
    "Ensamt: platser som inget annat stoppar. Poäng som saknas: det som säkert fattas till hela vikten. Möjlighet:"
    " säkert värt minst {opportunity} av 100. En grupp står för allt som finns i den.",
)
