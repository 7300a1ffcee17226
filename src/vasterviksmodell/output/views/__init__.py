"""The family of views: each shows the result of an analysis, as a document for people and as an entry for programs."""

from vasterviksmodell.output.views.result_view import VIEW_SUFFIXES, ResultView

__all__ = ["VIEW_SUFFIXES", "ResultView"]
