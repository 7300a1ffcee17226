"""The report as a page: the first page, contents, sections, and the whole ranking inside, to be verified."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, written
from vasterviksmodell.output.document import Heading
from vasterviksmodell.output.renderers.html.markup import markup
from vasterviksmodell.output.renderers.html.page import page
from vasterviksmodell.output.safe_text import safe

if TYPE_CHECKING:
    from vasterviksmodell.i18n.wording import Language
    from vasterviksmodell.output.report.report import Report, Section
    from vasterviksmodell.scoring import Ranking

_CONTENTS = Message("Contents")


def report_page(report: "Report", language: "Language") -> Iterator[str]:
    """Yield the page of a report."""
    yield from page("".join(_main(report, language)), language, _carried(report.evidence.ranking))


def _main(report: "Report", language: "Language") -> Iterator[str]:
    yield '<header id="first-page">\n'
    yield from markup((Heading(report.title, 1), *report.first_page), language)
    yield "</header>\n"
    yield from _contents(report, language)
    for section in report.sections:
        yield from _section(section, language)


def _contents(report: "Report", language: "Language") -> Iterator[str]:
    title = safe(written(_CONTENTS, language))
    yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{title}</h2>\n<ol>\n'
    for section in report.sections:
        yield f'<li><a href="#{section.key}">{safe(written(section.title, language))}</a>\n'
    yield "</ol>\n</nav>\n"


def _section(section: "Section", language: "Language") -> Iterator[str]:
    yield f'<section id="{section.key}">\n'
    yield from markup((Heading(section.title), *section.blocks), language, titled=True)
    yield "</section>\n"


def _carried(ranking: "Ranking") -> str:
    """Return the saved ranking, packed, as data that no browser runs."""
    from vasterviksmodell.scoring.saved.carriers.html import element
    from vasterviksmodell.scoring.saved.document import json_document

    return element("".join(json_document(ranking)).encode()) + "\n"
