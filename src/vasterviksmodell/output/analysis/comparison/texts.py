"""The sentences and headings of a comparison."""

from vasterviksmodell.wording import Text

TITLE = Text("What changed", "Vad som har ändrats")
HEADINGS = {
    "entered": Text("Sites that entered", "Platser som har tillkommit"),
    "left": Text("Sites that left", "Platser som har utgått"),
    "changes": Text("Changes, site by site", "Ändringar, plats för plats"),
    "statuses": Text("Why another status", "Varför en annan status"),
    "criteria": Text("What changed in the criteria", "Vad som har ändrats i kriterierna"),
    "inputs": Text("Input files that differ", "Indatafiler som skiljer sig"),
}
NOTHING = {
    0: Text("Nothing changed: neither ranking holds a site.", "Inget har ändrats: ingen av dem har platser."),
    1: Text(
        "Nothing changed: the one site has the same status, rank and score.",
        "Inget har ändrats: den enda platsen har samma status, rang och poäng.",
    ),
    2: Text(
        "Nothing changed: all {both} sites have the same status, rank and score.",
        "Inget har ändrats: alla {both} platser har samma status, rang och poäng.",
    ),
}
"""By how many sites are in both rankings; 2 for more than one."""
ENTERED = (Text("1 site entered", "1 plats har tillkommit"), Text("{n} sites entered", "{n} platser har tillkommit"))
LEFT = (Text("1 site left", "1 plats har utgått"), Text("{n} sites left", "{n} platser har utgått"))
"""For one and for more."""
OF_ONE = Text("the only site in both rankings has {what}", "den enda platsen i båda rangordningarna har {what}")
OF_MANY = Text("of the {both} sites in both rankings {what}", "av de {both} platserna i båda har {what}")
HAVE = (Text("{n} has {what}", "{n} {what}"), Text("{n} have {what}", "{n} {what}"))
THE_REST = {
    0: Text("no site is in both rankings", "ingen plats finns i båda rangordningarna"),
    1: Text("the only site in both rankings is as it was", "den enda platsen i båda rangordningarna är som den var"),
    2: Text("the {both} sites in both rankings are as they were", "de {both} platserna i båda är som de var"),
}
WHAT = {
    "rank": Text("another rank", "en annan rang"),
    "status": Text("another status", "en annan status"),
    "score": Text("another score", "en annan poäng"),
}
BECAUSE = Text("{what}, because of {causes}.", "{what}, på grund av {causes}.")
CAUSES = {
    "data": Text("other measures", "andra mått"),
    "criteria": Text("other criteria", "andra kriterier"),
    "weights": Text("other weights", "andra vikter"),
    "version": Text("another version of the program", "en annan version av programmet"),
    "sites": Text("the sites that entered or left", "de platser som har tillkommit eller utgått"),
}
MOST = Text("{cause} (most of all {label})", "{cause} (mest {label})")
FIRST = Text("First is now {now}; before it was {then}.", "Främst står nu {now}; tidigare var det {then}.")
NO_FIRST = Text("no site", "ingen plats")
AND_MORE = Text("{n} more", "{n} till")
NAMESAKE = Text(
    "{name} left as '{old}' and entered as '{new}': perhaps it is one place under two ids.",
    "{name} har utgått som '{old}' och tillkommit som '{new}': kanske är det en plats under två id.",
)
UNCHANGED = (
    Text("1 site is unchanged and not listed.", "1 plats är oförändrad och visas inte."),
    Text("{n} sites are unchanged and not listed.", "{n} platser är oförändrade och visas inte."),
)
LEGEND = Text(
    "The columns after the change of the score say what it is made of; together they are it. Most: the criterion that"
    " contributed most, with its points and, where it is another, its measure before and now.",
    "Kolumnerna efter poängens ändring visar vad den består av; tillsammans ger de den. Mest: det kriterium som bidrog"
    " mest, med sina poäng och, där det är ett annat, sitt mått före och nu.",
)
COLUMNS = {
    "score": Text("Score", "Poäng"),
    "change": Text("Change", "Ändring"),
    "data": Text("Measures", "Mått"),
    "criteria": Text("Criteria", "Kriterier"),
    "weights": Text("Weights", "Vikter"),
    "version": Text("Version", "Version"),
    "most": Text("Most", "Mest"),
    "what": Text("What", "Vad"),
    "before": Text("Before", "Före"),
    "now": Text("Now", "Nu"),
}
STATUS = Text("{name}: {old} → {new}", "{name}: {old} → {new}")
OUTCOME = Text("{label}: {old} → {new}", "{label}: {old} → {new}")
NOT_REQUIRED = Text("not required", "inget krav")
REASONS = {
    "data": Text("the measure changed", "måttet har ändrats"),
    "criteria": Text("the requirement changed", "kravet har ändrats"),
    "version": Text("another version of the program", "en annan version av programmet"),
}
ADDED = Text("Added: {label} (weight {weight}).", "Tillagt: {label} (vikt {weight}).")
REMOVED = Text("Removed: {label} (weight {weight}).", "Borttaget: {label} (vikt {weight}).")
ASPECTS = {
    "weight": Text("Weight", "Vikt"),
    "kind": Text("Type", "Typ"),
    "column": Text("Column", "Kolumn"),
    "unit": Text("Unit", "Enhet"),
    "range": Text("Range", "Område"),
    "categories": Text("Categories", "Kategorier"),
    "value": Text("Value function", "Värdefunktion"),
    "requirement": Text("Requirement", "Krav"),
    "warning": Text("Warning", "Varning"),
}
UNKNOWN = Text(
    "Of a score that is open the {new} possible now ranks, before it was the {old}.",
    "Av en öppen poäng är det nu den {new} möjliga som rangordnar, tidigare var det den {old}.",
)
ENDS = {"low": Text("lowest", "lägsta"), "middle": Text("middle", "mellersta"), "high": Text("highest", "högsta")}
SAME_CRITERIA = Text(
    "The criteria are the same, as far as a ranking depends on them.",
    "Kriterierna är desamma, så långt en rangordning beror av dem.",
)
INPUTS = {
    "changed": Text("{path}: other contents (SHA-256 {old} → {new})", "{path}: annat innehåll (SHA-256 {old} → {new})"),
    "gone": Text("{path}: read only before (SHA-256 {old})", "{path}: lästes bara tidigare (SHA-256 {old})"),
    "come": Text("{path}: read only now (SHA-256 {new})", "{path}: läses bara nu (SHA-256 {new})"),
}
