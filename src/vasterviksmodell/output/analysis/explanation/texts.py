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
        " within {interval} and, among the sites now ranked, its rank within {range}.",
        "{name} har rang {rank} av {ranked} med {score} poäng; vad de okända uppgifterna än är ligger poängen inom"
        " {interval} och, bland de platser som nu har rang, rangen inom {range}.",
    ),
    "fixed_rank": Text(
        "{name} has rank {rank} of {ranked} with {score} points; whatever the unknown figures are, its score lies"
        " within {interval} and, among the sites now ranked, its rank stays {range}.",
        "{name} har rang {rank} av {ranked} med {score} poäng; vad de okända uppgifterna än är ligger poängen inom"
        " {interval} och, bland de platser som nu har rang, är rangen fortfarande {range}.",
    ),
    "known_score": Text(
        "{name} has rank {rank} of {ranked} with {score} points; whatever the unknown figures of the others are, its"
        " rank among the sites now ranked lies within {range}.",
        "{name} har rang {rank} av {ranked} med {score} poäng; vad de andras okända uppgifter än är ligger rangen,"
        " bland de platser som nu har rang, inom {range}.",
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
STOPPED = Text("What excludes it: {names}.", "Det som utesluter platsen: {names}.")
OPEN = Text("It is not known whether it meets: {names}.", "Det är inte känt om platsen uppfyller: {names}.")
ALL_MET = Text("It meets every requirement.", "Platsen uppfyller alla krav.")
FOR = Text(
    "Most speaks for it, against the others' mean: {names}.", "Mest talar för platsen, mot övrigas medel: {names}."
)
AGAINST = Text("Most speaks against it: {names}.", "Mest talar emot: {names}.")
WORTH = Text(
    "Most worth finding out: {label}; it alone {effect}.", "Mest värt att ta reda på: {label}; enbart det {effect}."
)
EFFECTS = {
    "moves": Text("can give rank {best} to {worst}", "kan ge rang {best} till {worst}"),
    "stays": Text("leaves the rank at {best}", "lämnar rangen vid {best}"),
    "excludes": Text("can give rank {best} or exclude the site", "kan ge rang {best} eller utesluta platsen"),
    "surely_excludes": Text("can only exclude the site", "kan bara utesluta platsen"),
    "lifts": Text("can lift the exclusion and give rank {best}", "kan häva uteslutningen och ge rang {best}"),
    "excluded": Text("cannot lift the exclusion", "kan inte häva uteslutningen"),
    "scores": Text(
        "opens {points} points of the score but cannot change the order",
        "öppnar {points} poäng men kan inte ändra ordningen",
    ),
}
REORDERS = (
    Text("and can change the order with {reach} sites", "och kan ändra ordningen gentemot {reach} platser"),
    Text("and can change the order with 1 site", "och kan ändra ordningen gentemot 1 plats"),
)
"""For several sites and for one."""
WARNING = Text("{label} (warning)", "{label} (varning)")
EXCLUDING = Text("unknown, excludes", "okänt, utesluter")
CAN_GIVE = Text("Can give", "Kan ge")
EXCLUSION = Text("exclusion", "uteslutning")
REACH = Text("Reach", "Räckvidd")
LEGEND = Text(
    "Bar: █ points, ░ points that unknown measures could add. Missing: points short of the whole weight.",
    "Stapel: █ poäng, ░ poäng som okända mått kan tillföra. Saknas: poäng upp till hela vikten.",
)
REACH_MEANS = Text(
    "Reach: with how many sites the order can change when the figure alone is found out.",
    "Räckvidd: gentemot hur många platser ordningen kan ändras när uppgiften ensam tas reda på.",
)
