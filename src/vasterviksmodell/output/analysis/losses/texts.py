"""The sentences and headings of losses."""

from vasterviksmodell.output.numbers import whole
from vasterviksmodell.wording import Language, Text

TITLE = Text("If a service is lost", "Om en service går förlorad")
NO_SITES = Text("There are no sites.", "Det finns inga platser.")
ALL_EXCLUDED = Text(
    "Every site is excluded already: there is nothing to lose.",
    "Alla platser är redan uteslutna: det finns inget att förlora.",
)
NOW = {
    ("qualified", False): Text(
        "Of {sites} {number} are qualified: {losses}.", "Av {sites} är {number} kvalificerade: {losses}."
    ),
    ("qualified", True): Text(
        "Of {sites} {number} is qualified: {losses}.", "Av {sites} är {number} kvalificerad: {losses}."
    ),
    ("ranked", False): Text(
        "Of {sites} none is qualified and {number} are not excluded: {losses}.",
        "Av {sites} är ingen kvalificerad och {number} inte uteslutna: {losses}.",
    ),
    ("ranked", True): Text(
        "Of {sites} none is qualified and {number} is not excluded: {losses}.",
        "Av {sites} är ingen kvalificerad och {number} inte utesluten: {losses}.",
    ),
}
"""How many sites there are now, by what is counted and whether it is one."""
LEAVES = {
    "none": Text("without {names} none of them is left", "utan {names} är ingen av dem kvar"),
    "one": Text("without {names} 1 of them is left", "utan {names} är 1 av dem kvar"),
    "some": Text("without {names} {left} of them are left", "utan {names} är {left} av dem kvar"),
    "all": Text("without {names} all of them are left", "utan {names} är alla kvar"),
    "others": Text(
        "whichever of the other {number} is lost, all of them are left",
        "vilket av de {number} övriga kriterierna som än förloras är alla kvar",
    ),
    "any": Text(
        "whichever of the {number} criteria is lost, all of them are left",
        "vilket av de {number} kriterierna som än förloras är alla kvar",
    ),
}
FIRST_ALWAYS = Text(
    "First place: {first}, as long as any site is left.", "Första plats: {first}, så länge någon plats är kvar."
)
FIRST_NOW = Text("First place: {first}; {then}.", "Första plats: {first}; {then}.")
FIRST_WITHOUT = Text("without {names}: {first}", "utan {names}: {first}")
MORE = Text("{number} more", "{number} till")
BY_ALL = Text("When all sites lose it", "När alla platser förlorar den")
BY_ONE = Text("When a site alone loses it", "När en plats ensam förlorar den")
LOST = Text("Lost means", "Förlorad betyder")
STILL = {
    "qualified": Text("Still qualified", "Fortfarande kvalificerade"),
    "ranked": Text("Still not excluded", "Fortfarande ej uteslutna"),
}
FIRST = Text("First place then", "Första plats då")
OF = Text("{left} of {now}", "{left} av {now}")
COSTLIEST = Text("Costliest loss that does not exclude", "Dyraste förlust som inte utesluter")
NONE_COSTS = Text(
    "A site that alone loses a service is either excluded or keeps its rank.",
    "En plats som ensam förlorar en service antingen utesluts eller behåller sin rang.",
)
RANK_THEN = Text("Rank then", "Rang då")
LEGEND = Text(
    "Lost means that the measure is the worst that its range or categories hold: one that fails the requirement, if"
    " there is any, and of those the one worth least. A site that is excluded already is not counted.",
    "Förlorad betyder att måttet är det sämsta som dess område eller kategorier rymmer: ett som inte uppfyller kravet,"
    " om det finns något sådant, och av dem det som är värt minst. En plats som redan är utesluten räknas inte.",
)


def sites(number: int, language: Language) -> str:
    """`13 sites`."""
    noun = Text("site" if number == 1 else "sites", "plats" if number == 1 else "platser")
    return f"{whole(number, language)} {noun.inside(language)}"
