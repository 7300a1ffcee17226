"""The sentences and headings of a comparison."""

from vasterviksmodell.i18n import Message

TITLE = Message("What changed")
HEADINGS = {
    "entered": Message("Sites that entered"),
    "left": Message("Sites that left"),
    "changes": Message("Changes, site by site"),
    "statuses": Message("Why another status"),
    "criteria": Message("What changed in the criteria"),
    "inputs": Message("Input files that differ"),
}
NOTHING = {
    0: Message("Nothing changed: neither ranking holds a site."),
    1: Message("Nothing changed: the one site has the same status, rank and score."),
    2: Message("Nothing changed: all {both} sites have the same status, rank and score."),
}
"""By how many sites are in both rankings; 2 for more than one."""
ENTERED = (Message("1 site entered"), Message("{n} sites entered"))
LEFT = (Message("1 site left"), Message("{n} sites left"))
"""For one and for more."""
OF_ONE = Message("the only site in both rankings has {what}")
OF_MANY = Message("of the {both} sites in both rankings {what}")
HAVE = (Message("{n} has {what}"), Message("{n} have {what}"))
THE_REST = {
    0: Message("no site is in both rankings"),
    1: Message("the only site in both rankings is as it was"),
    2: Message("the {both} sites in both rankings are as they were"),
}
WHAT = {
    "rank": Message("another rank"),
    "status": Message("another status"),
    "score": Message("another score"),
}
BECAUSE = Message("{what}, because of {causes}.")
CAUSES = {
    "data": Message("other measures"),
    "criteria": Message("other criteria"),
    "weights": Message("other weights"),
    "version": Message("another version of the program"),
    "sites": Message("the sites that entered or left"),
}
MOST = Message("{cause} (most of all {label})")
FIRST = Message("First is now {now}; before it was {then}.")
NO_FIRST = Message("no site")
AND_MORE = Message("{n} more")
NAMESAKE = Message("{name} left as '{old}' and entered as '{new}': perhaps it is one place under two ids.")
UNCHANGED = (
    Message("1 site is unchanged and not listed."),
    Message("{n} sites are unchanged and not listed."),
)
LEGEND = Message(
    "The columns after the change of the score say what it is made of; together they are it. Most: the criterion that"
    " contributed most, with its points and, where it is another, its measure before and now."
)
COLUMNS = {
    "score": Message("Score"),
    "change": Message("Change"),
    "data": Message("Measures"),
    "criteria": Message("Criteria"),
    "weights": Message("Weights"),
    "version": Message("Version"),
    "most": Message("Most"),
    "what": Message("What"),
    "before": Message("Before"),
    "now": Message("Now"),
}
STATUS = Message("{name}: {old} → {new}")
OUTCOME = Message("{label}: {old} → {new}")
NOT_REQUIRED = Message("not required")
REASONS = {
    "data": Message("the measure changed"),
    "criteria": Message("the requirement changed"),
    "version": Message("another version of the program"),
}
ADDED = Message("Added: {label} (weight {weight}).")
REMOVED = Message("Removed: {label} (weight {weight}).")
ASPECTS = {
    "weight": Message("Weight"),
    "kind": Message("Type"),
    "column": Message("Column"),
    "unit": Message("Unit"),
    "range": Message("Range"),
    "categories": Message("Categories"),
    "value": Message("Value function"),
    "requirement": Message("Requirement"),
    "warning": Message("Warning"),
}
UNKNOWN = Message("Of a score that is open the {new} possible now ranks, before it was the {old}.")
ENDS = {"low": Message("lowest"), "middle": Message("middle"), "high": Message("highest")}
SAME_CRITERIA = Message("The criteria are the same, as far as a ranking depends on them.")
INPUTS = {
    "changed": Message("{path}: other contents (SHA-256 {old} → {new})"),
    "gone": Message("{path}: read only before (SHA-256 {old})"),
    "come": Message("{path}: read only now (SHA-256 {new})"),
}
