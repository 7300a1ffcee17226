"""The family of views: each shows the result of an analysis, to people as a document and to programs as an entry."""

from vasterviksmodell.output.views.result_view import VIEW_SUFFIXES, ResultView

__all__ = ["VIEW_SUFFIXES", "ResultView"]
