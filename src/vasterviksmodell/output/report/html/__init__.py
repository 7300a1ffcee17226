"""The report as a page: the first page, contents, sections, and the whole ranking inside, to be verified."""

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, written
from vasterviksmodell.output.document import Grid, Heading
from vasterviksmodell.output.renderers.html.markup import markup
from vasterviksmodell.output.renderers.html.page import page
from vasterviksmodell.output.report.first_page import FIRST_SITES
from vasterviksmodell.output.report.html import weights_panel
from vasterviksmodell.output.safe_text import safe

if TYPE_CHECKING:
    from vasterviksmodell.i18n.wording import Language
    from vasterviksmodell.output.report.report import Report, Section

_CONTENTS = Message("Contents")
_WEIGHED = "scores"
"""The key of the section before which other weights can be tried."""


def report_page(report: "Report", language: "Language") -> Iterator[str]:
    """Yield the page of a report, with a panel for other weights where all that it takes is in the page."""
    ranking = report.evidence.ranking
    weighed = weights_panel.can_be_weighed(ranking)
    main, more = "".join(_main(report, language, weighed=weighed)), _carried(report, language)
    styles = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    if weighed:
        more += _words(report, language)
        yield from page(main, language, more, weights_panel.script(), styles + weights_panel.styles())
    else:
        yield from page(main, language, more, styles=styles)


def _main(report: "Report", language: "Language", *, weighed: bool) -> Iterator[str]:
    if weighed:
        yield from weights_panel.banner(language)
    yield from _first_page(report, language, weighed=weighed)
    yield from _contents(report, language, weighed=weighed)
    for section in report.sections:
        if weighed and section.key == _WEIGHED:
            yield from weights_panel.panel(report.evidence.ranking.criteria, language)
        yield from _section(section, language)


def _first_page(report: "Report", language: "Language", *, weighed: bool) -> Iterator[str]:
    """Yield the first page, with a link to the panel below the table of the first sites."""
    yield '<header id="first-page">\n'
    yield from markup((Heading(report.title, 1),), language)
    for block in report.first_page:
        yield from markup((block,), language, titled=True)
        if weighed and isinstance(block, Grid) and block.key == FIRST_SITES:
            yield f'<p class="with-script" hidden>{weights_panel.link(language)}</p>\n'
    yield "</header>\n"


def _contents(report: "Report", language: "Language", *, weighed: bool) -> Iterator[str]:
    title = safe(written(_CONTENTS, language))
    yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{title}</h2>\n<ol>\n'
    for section in report.sections:
        if weighed and section.key == _WEIGHED:
            yield f'<li class="with-script" hidden>{weights_panel.link(language)}\n'
        yield f'<li><a href="#{section.key}">{safe(written(section.title, language))}</a>\n'
    yield "</ol>\n</nav>\n"


def _section(section: "Section", language: "Language") -> Iterator[str]:
    yield f'<section id="{section.key}">\n'
    yield from markup((Heading(section.title), *section.blocks), language, titled=True)
    yield "</section>\n"


def _carried(report: "Report", language: "Language") -> str:
    """Return what the page carries, packed, as data that no browser runs."""
    from vasterviksmodell.output.report.carried import carried
    from vasterviksmodell.scoring.saved.carriers.html import element

    return "".join(element(content, name) + "\n" for name, content in carried(report, "html", language).items())


def _words(report: "Report", language: "Language") -> str:
    """Return the words of the script as data; no text in them ends their element."""
    from vasterviksmodell.output.report.html.weights_words import words
    from vasterviksmodell.source.json_writer import json_text

    data = json_text(words(report, language)).replace("<", "\\u003c")
    return f'<script type="application/json" id="words">{data}</script>\n'
