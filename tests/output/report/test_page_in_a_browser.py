"""The page of a report in a real browser: it asks for nothing, everybody can use it, and its weights can be moved."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import ROOT, required
from tests.output.report import pages

from vasterviksmodell.cli import program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ACTORS = ROOT / "examples" / "exempelkommun"
SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
WIDE, NARROW, TWICE_AS_LARGE = 1280, 320, 640
"""The last is what is left of the first when everything is shown at 200 %."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
SETTLED = 700
"""Milliseconds after which the address and the summary follow."""
HOUR = 3600.0
"""Seconds: later than any page is ready."""


@pytest.fixture(scope="module")
def started() -> "Iterator[Browser]":
    chromium = required("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=SWITCHES)


@pytest.fixture
def browser(started: "Browser") -> "Iterator[Browser]":
    """The browser, whose pages are closed after each test."""
    yield started
    for context in started.contexts:
        context.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of a report in each language, and in Swedish of the redacted one and of one with a decision."""
    folder = tmp_path_factory.mktemp("reports")
    command = [
        "report",
        str(ACTORS / "orter.csv"),
        "-c",
        str(ACTORS / "criteria-actors.yaml"),
        "-q",
        "--top",
        "3",
        "--lang",
    ]
    editions = {"en": ["en"], "sv": ["sv"], "redacted": ["sv", "--edition", "redacted"]}
    for name, options in editions.items():
        assert program.run([*command, *options, "-o", str(folder / f"{name}.html")]) == 0
    handed_over = ROOT / "examples" / "handed-over"
    decided = ("report", str(handed_over / "ranking.json"), "--decision", str(handed_over / "decision.yaml"), "-q")
    assert program.run([*decided, "--lang", "sv", "-o", str(folder / "decided.html")]) == 0
    return {name: (folder / f"{name}.html").as_uri() for name in (*editions, "decided")}


class Visit:
    """A page that is open, with all that it asked for and complained of."""

    def __init__(self, browser: "Browser", address: str, width: int = WIDE, *, scripts: bool = True) -> None:
        context = browser.new_context(java_script_enabled=scripts)
        self.page: Page = context.new_page()
        self.page.set_viewport_size({"width": width, "height": 900})
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if scripts:
            self.page.clock.install(time=0)
        self.page.goto(address)
        if scripts:
            self.page.wait_for_selector("#try-weights", state="visible")
            self.page.clock.pause_at(HOUR)

    def settle(self) -> None:
        """Let the clock of the page, which stands still, run until the address and the summary follow."""
        self.page.clock.run_for(SETTLED)

    def move(self, id: str, key: str = "ArrowUp", times: int = 40) -> None:
        """Move a slider by the keyboard."""
        slider = self.page.locator(f"input[type=range][name={id}]")
        slider.focus()
        for _ in range(times):
            slider.press(key)
        self.settle()

    def names(self) -> list[str]:
        """The names in the table of all sites that is seen, from top to bottom."""
        return self.page.locator("#scores .table:visible").first.locator("tbody th").all_inner_texts()

    def widths_that_overflow(self) -> list[int]:
        return [width for width in (WIDE, TWICE_AS_LARGE, NARROW) if self._overflows(width)]

    def _overflows(self, width: int) -> bool:
        self.page.set_viewport_size({"width": width, "height": 900})
        return bool(self.page.evaluate("document.scrollingElement.scrollWidth > innerWidth"))

    def violations(self, *parts: str) -> list[Any]:
        """What axe finds in the page, or in some of its parts; axe needs a clock that runs."""
        from axe_playwright_python.sync_playwright import Axe

        self.page.clock.resume()
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        context = {"include": [[part] for part in parts]} if parts else None
        found = Axe().run(self.page, context=context, options=options).response
        assert len(found["passes"]) > 15 or parts
        return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]


@pytest.mark.parametrize(("report", "width"), [("en", WIDE), ("sv", NARROW), ("redacted", WIDE)])
def test_everybody_can_read_it_and_it_asks_for_nothing(
    browser: "Browser", reports: dict[str, str], report: str, width: int
) -> None:
    visit = Visit(browser, reports[report], width)
    assert visit.violations() == []
    visit.move("land")
    assert visit.page.locator("#variant").is_visible()
    assert visit.violations("#variant", "#first-page", "#try-weights") == []
    assert visit.requests == [reports[report]]
    assert visit.complaints == []


def test_a_page_with_a_decision_can_be_read_by_everybody_and_fits(browser: "Browser", reports: dict[str, str]) -> None:
    visit = Visit(browser, reports["decided"], NARROW)
    assert visit.page.locator("#alternatives").is_visible()
    assert visit.violations() == []
    assert visit.widths_that_overflow() == []
    assert visit.requests == [reports["decided"]]


@pytest.mark.parametrize("report", ["en", "sv", "redacted"])
def test_only_tables_are_scrolled_sideways(browser: "Browser", reports: dict[str, str], report: str) -> None:
    visit = Visit(browser, reports[report])
    assert visit.widths_that_overflow() == []
    visit.move("land")
    assert visit.widths_that_overflow() == []


def test_a_slider_by_keyboard_changes_the_ranking_the_first_page_and_the_address(
    browser: "Browser", reports: dict[str, str]
) -> None:
    visit = Visit(browser, reports["en"])
    page, before = visit.page, visit.names()
    page.locator("input[type=range][name=land]").focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    visit.settle()
    points = float(page.locator("input[type=number][name=land]").input_value())
    assert page.url == f"{reports['en']}#weights=land:{points:g}"
    visit.move("land", "End", 1)
    assert page.url == f"{reports['en']}#weights=land:100"
    after = visit.names()
    assert after != before
    assert sorted(after) == sorted(before)
    assert page.locator("#first-page .table:visible tbody td:nth-child(2)").all_inner_texts() == after[:7]
    assert f"1 {after[0]}, 2 {after[1]}" in page.locator("#first-page p.live:not(.note)").first.inner_text()
    assert "Ranks changed" in page.locator("#changed").inner_text()


def test_a_reload_restores_the_variant_and_the_button_what_was_decided(
    browser: "Browser", reports: dict[str, str]
) -> None:
    visit = Visit(browser, reports["sv"])
    decided = visit.names()
    visit.page.get_by_role("button", name="Föreningarna").click()
    visit.move("school", "End", 1)
    moved, address = visit.names(), visit.page.url
    assert address.endswith("#weights=associations,school:100")
    visit.page.reload()
    visit.page.wait_for_selector("#variant", state="visible")
    assert visit.names() == moved != decided
    visit.page.locator("#back").press("Enter")
    visit.settle()
    assert visit.names() == decided
    assert visit.page.url == reports["sv"]
    assert not visit.page.locator("#variant").is_visible()
    assert visit.page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_a_number_can_be_typed(browser: "Browser", reports: dict[str, str]) -> None:
    visit = Visit(browser, reports["en"])
    field = visit.page.get_by_label("Public transport").and_(visit.page.locator("[type=number]"))
    field.fill("250.5")
    visit.settle()
    assert visit.page.url.endswith("#weights=transport:250.5")
    assert float(visit.page.locator("input[type=range][name=transport]").input_value()) == pytest.approx(250.5, abs=5)


def test_weights_that_cannot_be_are_told_and_the_last_valid_ones_stay(
    browser: "Browser", reports: dict[str, str]
) -> None:
    visit = Visit(browser, reports["en"])
    visit.move("internships", "Home", 1)
    before = visit.names()
    visit.move("associations_active", "Home", 1)
    fault = visit.page.locator("#fault-work_and_community")
    assert "above 0" in fault.inner_text()
    assert float(visit.page.locator("[type=range][name=associations_active]").input_value()) > 0
    assert visit.names() == before
    for text in ("-5", "", "1e9"):
        visit.page.locator("[type=number][name=school]").fill(text)
        visit.page.locator("[type=number][name=school]").blur()
        assert "number from 0" in visit.page.locator("#fault-education").inner_text()
        assert float(visit.page.locator("[type=number][name=school]").input_value()) == pytest.approx(9.33)
    visit.move("school", times=1)
    assert visit.page.locator("#fault-education").inner_text() == ""


@pytest.mark.parametrize("address", ["#weights=", "#weights=nobody", "#weights=school:x"])
def test_an_address_that_does_not_fit_is_told(browser: "Browser", reports: dict[str, str], address: str) -> None:
    visit = Visit(browser, reports["en"] + address)
    assert "do not fit" in visit.page.locator("#notice").inner_text()
    assert not visit.page.locator("#variant").is_visible()
    visit.move("land", times=1)
    assert not visit.page.locator("#notice").is_visible()
    assert visit.complaints == []


def test_links_to_sections_work_while_a_variant_is_shown_and_keep_it(
    browser: "Browser", reports: dict[str, str]
) -> None:
    visit = Visit(browser, reports["en"] + "#weights=land:90")
    visit.page.locator("nav a[href='#losses']").click()
    visit.settle()
    assert 0 <= visit.page.locator("#losses h2").bounding_box()["y"] < 400  # type: ignore[index]
    assert visit.page.url.endswith("#weights=land:90")
    visit.page.evaluate("location.hash = '#weights=land:80'")
    visit.settle()
    assert visit.page.locator("[type=number][name=land]").input_value() == "80"


def test_a_link_to_a_section_opens_the_page_there(browser: "Browser", reports: dict[str, str]) -> None:
    visit = Visit(browser, reports["en"] + "#scores")
    visit.settle()
    assert visit.page.url.endswith("#scores")
    assert not visit.page.locator("#notice").is_visible()


def test_the_summary_is_told_once_and_not_at_every_step(browser: "Browser", reports: dict[str, str]) -> None:
    visit = Visit(browser, reports["en"])
    visit.settle()
    visit.page.evaluate(
        "window.told = 0; new MutationObserver(() => window.told++).observe(document.getElementById('heard'),"
        " {childList: true, subtree: true, characterData: true})"
    )
    visit.move("land", times=20)
    assert visit.page.evaluate("window.told") == 1
    assert "In order: 1 " in visit.page.locator("#heard").inner_text()


def test_without_scripts_everything_is_there_and_nothing_dead_is_shown(
    browser: "Browser", reports: dict[str, str]
) -> None:
    visit = Visit(browser, reports["en"], scripts=False)
    page = visit.page
    assert not page.locator("input, button, select").locator("visible=true").count()
    assert not page.get_by_text("Try other weights").locator("visible=true").count()
    assert page.locator("#all-sites tbody tr").locator("visible=true").count() == 30
    assert not page.locator("#notice, #variant, .printed").locator("visible=true").count()


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_print_shows_what_was_decided_and_says_so(browser: "Browser", reports: dict[str, str], language: str) -> None:
    visit = Visit(browser, reports[language])
    before = visit.names()
    visit.move("land", "End", 1)
    assert visit.names() != before
    visit.page.emulate_media(media="print")
    assert visit.names() == before
    assert visit.page.locator(".printed").is_visible()
    assert not visit.page.locator(".live, #variant, #try-weights").locator("visible=true").count()


def test_what_does_not_follow_the_weights_says_so(browser: "Browser", reports: dict[str, str]) -> None:
    visit = Visit(browser, reports["en"])
    assert not visit.page.locator(".note:visible").count()
    visit.move("land", "End", 1)
    for place in ("#holds", "#worth-finding-out", "#points", *(f"#{key} > h2" for key in ("robustness", "weights"))):
        assert visit.page.locator(f"{place} + .note").inner_text() == "Shown for the decided weights."


def test_what_is_touched_is_large_enough(browser: "Browser", reports: dict[str, str]) -> None:
    visit = Visit(browser, reports["sv"] + "#weights=land:90", NARROW)
    for control in visit.page.locator("input, button").all():
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def test_the_browser_shows_what_the_program_writes_for_an_actor(
    browser: "Browser", reports: dict[str, str], tmp_path: Path
) -> None:
    """The whole table of all sites, cell by cell, and the first page."""
    file = tmp_path / "of-actor.html"
    options = [
        "-c",
        str(ACTORS / "criteria-actors.yaml"),
        "--actor",
        "migrationsverket",
        "--lang",
        "sv",
        "-q",
        "--top",
        "3",
    ]
    assert program.run(["report", str(ACTORS / "orter.csv"), *options, "-o", str(file)]) == 0
    theirs = Visit(browser, file.as_uri()).page
    ours = Visit(browser, reports["sv"] + "#weights=migrationsverket").page
    for part in ("#first-page .table:visible", "#scores .table:visible >> nth=0"):
        assert ours.locator(part).inner_html().replace(" id=", "") != ""
        assert (
            ours.locator(part).locator("tr").all_inner_texts() == theirs.locator(part).locator("tr").all_inner_texts()
        )


def test_names_from_a_file_stay_text_when_weights_are_moved(browser: "Browser", tmp_path: Path) -> None:
    file = tmp_path / "made.html"
    file.write_text(pages.made(tmp_path).page(), encoding="utf-8")
    visit = Visit(browser, file.as_uri())
    visit.move("school", "End", 1)
    assert "<script>alert(1)</script>" in " ".join(visit.names())
    assert not visit.page.locator("table script, table b").count()
    assert visit.complaints == []
