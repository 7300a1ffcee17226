"""The sentences and headings of what it would take."""

from vasterviksmodell.wording import Text

TITLES = {
    "qualified": Text(
        "What it would take for {name} to be qualified", "Vad som krävs för att {name} ska bli kvalificerad"
    ),
    "score": Text(
        "What it would take for {name} to have {at} points", "Vad som krävs för att {name} ska få {at} poäng"
    ),
    "rank": Text("What it would take for {name} to have rank {at}", "Vad som krävs för att {name} ska få rang {at}"),
}
REACHED = Text("{name} is there already, with {score} points.", "{name} är redan där, med {score} poäng.")
QUALIFIED = Text("{name} meets every requirement already.", "{name} uppfyller redan alla krav.")
LACKS = Text("{name} has {score} points and needs {needed}.", "{name} har {score} poäng och behöver {needed}.")
OPEN = {
    "qualified": Text("{name} must meet: {names}.", "{name} måste uppfylla: {names}."),
    "excluded": Text(
        "It is excluded and must first meet: {names}.", "Platsen är utesluten och måste först uppfylla: {names}."
    ),
    "enough": Text(
        "{name} is excluded and need only meet: {names}.", "{name} är utesluten och behöver bara uppfylla: {names}."
    ),
}
OPEN_EFFORT = Text("That takes an effort of {effort}.", "Det kräver en insats på {effort}.")
OPENED = {
    True: Text("Then it has {score} points, which is enough.", "Då har den {score} poäng, och det räcker."),
    False: Text("Then it has {score} points.", "Då har den {score} poäng."),
}
"""By whether that is enough."""
WAYS = {
    True: Text("One measure reaches the target alone: {names}.", "Ett mått når målet ensamt: {names}."),
    False: Text(
        "Any one of {number} measures reaches the target alone: {names}.",
        "Vilket som helst av {number} mått når målet ensamt: {names}.",
    ),
}
"""By whether it is one."""
NO_WAY = Text("No single measure reaches the target.", "Inget enskilt mått når målet.")
IMPOSSIBLE = Text(
    "Nothing reaches the target: with every measure at its best it would have {score} points.",
    "Inget når målet: med alla mått som bäst skulle platsen ha {score} poäng.",
)
NEVER_OPEN = Text(
    "Nothing does: no measure meets all that is required of {names}.",
    "Det går inte: inget mått uppfyller allt som krävs av {names}.",
)
CHEAPEST = Text(
    "The cheapest combination by declared effort takes {effort} and gives {score} points.",
    "Den billigaste kombinationen enligt angivna insatser kräver {effort} och ger {score} poäng.",
)
NOT_TOGETHER = Text(
    "Nor do those together that have an effort declared and are exactly known ({names}): at their best they give"
    " {score} points.",
    "Det gör inte heller de tillsammans som har en angiven insats och är exakt kända ({names}): som bäst ger de"
    " {score} poäng.",
)
NONE_TAKES_PART = Text("Combinations cannot be compared.", "Kombinationer kan inte jämföras.")
UNDECLARED = Text("No effort is declared for: {names}.", "Ingen insats är angiven för: {names}.")
UNKNOWN = Text("Not exactly known, so left out: {names}.", "Inte exakt kända, så de är utelämnade: {names}.")
HEADINGS = {
    "openings": Text("Requirements to be met", "Krav att uppfylla"),
    "ways": Text("Single measures that reach the target", "Enskilda mått som når målet"),
    "combination": Text("The cheapest combination", "Den billigaste kombinationen"),
}
