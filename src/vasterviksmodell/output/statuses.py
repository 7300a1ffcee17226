"""What statuses are called."""

from vasterviksmodell.wording import Text

STATUSES = {
    "qualified": Text("qualified", "kvalificerad"),
    "unverified": Text("unverified", "oklar"),
    "excluded": Text("excluded", "utesluten"),
}
