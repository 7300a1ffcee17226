"""The report as PDF: the first page is one page, and the ranking is inside."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.output.rendered import text_of

import vasterviksmodell as v
from vasterviksmodell.analysis.evidence import Evidence, evidence
from vasterviksmodell.i18n import written
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.ranking import RANKING_FORMATS
from vasterviksmodell.output.report.composition import composed
from vasterviksmodell.output.report.formats import REPORT_FORMATS
from vasterviksmodell.output.report.matter import Matter
from vasterviksmodell.scoring.saved.carriers import carried_ranking

ROOT = Path(__file__).parents[3]
MATTER = Matter("KS 2026/123", date(2026, 11, 29), "Samhällsbyggnadsförvaltningen")
FILES = ("exempelkommun/orter.csv", "vastervik/sites.csv")


@pytest.fixture(scope="module", params=FILES)
def found(request: pytest.FixtureRequest) -> Evidence:
    criteria = v.default_criteria()
    return evidence(v.score(v.read_sites(ROOT / "examples" / request.param, criteria), criteria), draws=20)


def pdf(found: Evidence, language: Language) -> bytes:
    content = REPORT_FORMATS["pdf"].render(composed(found, MATTER), View(language))
    assert isinstance(content, bytes)
    return content


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_first_page_is_one_page(found: Evidence, language: Language) -> None:
    pages = PdfReader(BytesIO(pdf(found, language))).pages
    first, second = (" ".join(page.extract_text().split()) for page in pages[:2])
    report = composed(found, MATTER)
    assert f"1 ({len(pages)})" in first
    assert written(report.sections[0].title, language) in second
    assert written(report.sections[0].title, language) not in first
    assert all(part in first for part in (MATTER.reference, "2026-11-29", MATTER.unit))


def test_the_ranking_inside_is_the_saved_one(found: Evidence) -> None:
    saved = text_of(RANKING_FORMATS["json"].render(found.ranking, View())).encode()
    for name in ("pdf", "html"):
        rendered = REPORT_FORMATS[name].render(composed(found, MATTER), View("sv"))
        content = rendered if isinstance(rendered, bytes) else "".join(rendered).encode()
        assert carried_ranking(content) == saved
