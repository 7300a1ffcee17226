"""The sentences and headings of an explanation."""

from vasterviksmodell.wording import Text

HEADINGS = {
    "screening": Text("Requirements", "Krav"),
    "contributions": Text("What the score is made of", "Vad poängen består av"),
    "gaps": Text("What is not known", "Vad som inte är känt"),
}
STANDS = {
    "ranked": Text(
        "{name} has rank {rank} of {ranked} with {score} points; whatever the unknown figures are, its score lies"
        " within {interval} and its rank within {range}.",
        "{name} har rang {rank} av {ranked} med {score} poäng; vad de okända uppgifterna än är ligger poängen inom"
        " {interval} och rangen inom {range}.",
    ),
    "known": Text(
        "{name} has rank {rank} of {ranked} with {score} points.",
        "{name} har rang {rank} av {ranked} med {score} poäng.",
    ),
    "excluded": Text(
        "{name} is excluded and has no rank; it would score {score}.",
        "{name} är utesluten och har ingen rang; platsen skulle få {score} poäng.",
    ),
}
STOPPED = Text("It does not meet: {names}.", "Platsen uppfyller inte: {names}.")
OPEN = Text("Not known is whether it meets: {names}.", "Okänt är om platsen uppfyller: {names}.")
ALL_MET = Text("It meets every requirement.", "Platsen uppfyller alla krav.")
FOR = Text(
    "Most speaks for it, against the others' mean: {names}.", "Mest talar för platsen, mot övrigas medel: {names}."
)
AGAINST = Text("Most speaks against it: {names}.", "Mest talar emot: {names}.")
WORTH = Text(
    "Most worth finding out: {label}; it alone {effect}.", "Mest värt att ta reda på: {label}; det ensamt {effect}."
)
EFFECTS = {
    "moves": Text(
        "can give rank {best} to {worst} and change the order with {reach} sites",
        "kan ge rang {best} till {worst} och ändra ordningen gentemot {reach} platser",
    ),
    "excludes": Text(
        "can give rank {best} or exclude the site and change the order with {reach} sites",
        "kan ge rang {best} eller utesluta platsen och ändra ordningen gentemot {reach} platser",
    ),
    "excluded": Text("cannot lift the exclusion", "kan inte häva uteslutningen"),
    "scores": Text(
        "opens {points} points of the score but cannot change the order",
        "öppnar {points} poäng men kan inte ändra ordningen",
    ),
}
WARNING = Text("{label} (warning)", "{label} (varning)")
EXCLUDING = Text("unknown, excludes", "okänt, utesluter")
CAN_GIVE = Text("Can give", "Kan ge")
EXCLUSION = Text("exclusion", "uteslutning")
REACH = Text("Reach", "Räckvidd")
LEGEND = Text(
    "Bar: █ points, ░ points that unknown measures could add. Missing: points short of the whole weight. Reach:"
    " with how many sites the order can change when the figure alone is found out.",
    "Stapel: █ poäng, ░ poäng som okända mått kan tillföra. Saknas: poäng upp till hela vikten. Räckvidd: gentemot hur"
    " många platser ordningen kan ändras när uppgiften ensam tas reda på.",
)
