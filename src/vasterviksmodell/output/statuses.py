"""What statuses are called."""

from vasterviksmodell.i18n import Message

STATUSES = {
    "qualified": Message("qualified"),
    "unverified": Message("unverified"),
    "excluded": Message("excluded"),
}
