"""The record of what was frozen: criteria, files of sites, rankings and decisions, each with who and when, in order."""

from typing import TYPE_CHECKING

from vasterviksmodell.lazy import lazily

if TYPE_CHECKING:
    from vasterviksmodell.freezing.file import InvalidFreezeRecord, load_freeze_record
    from vasterviksmodell.freezing.model import FreezeRecord, FreezeStep
    from vasterviksmodell.freezing.steps import CannotAppend, freeze

__all__ = ["CannotAppend", "FreezeRecord", "FreezeStep", "InvalidFreezeRecord", "freeze", "load_freeze_record"]

if not TYPE_CHECKING:  # so that a name that does not exist is an error
    __getattr__ = lazily(
        __name__,
        {
            **dict.fromkeys(("InvalidFreezeRecord", "load_freeze_record"), "file"),
            **dict.fromkeys(("FreezeRecord", "FreezeStep"), "model"),
            **dict.fromkeys(("CannotAppend", "freeze"), "steps"),
        },
    )
