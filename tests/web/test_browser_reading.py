"""In a real Chromium, over the demo's own pages: reading, checking, models; by keyboard, without a script."""

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe

from served import served, settled

pytestmark = pytest.mark.browser
COPY = "Thorne points at Tarsk over Lothmere blackout"
WIDE, NARROW = 1280, 360


@pytest.fixture(scope="module")
def address(demo_app):
    with served(demo_app) as found:
        yield found


@pytest.fixture(scope="module")
def pages(address):
    """Every page of reading and of models, with its answer there."""
    rows = {
        t: httpx.get(f"{address}/api/v1/{t}?limit=200", timeout=60).json()["rows"]
        for t in ("reports", "events", "links")
    }
    copy = next(row for row in rows["reports"] if row["title"] == COPY)
    told = next(row for row in rows["events"] if row["rule"] == "verbs/@break @law")
    paths = (
        f"/reports/{copy['report_id']}", f"/reports/{copy['report_id']}/beside/{copy['duplicate_of']}",
        f"/events/{told['event_id']}?parse=1", f"/statements/{told['statement_id']}",
        f"/links/{rows['links'][0]['link_id']}",
        "/reports?q=missiles", "/claims", "/claims?kind=figure", "/models", "/models/attribution", "/models/series",
        "/models/provocation", "/models/whatif", "/log", "/rejects",
    )  # fmt: skip
    return [settled(address + path) for path in paths]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing_and_nothing_stands_out_sideways(chromium, pages, scheme, width):
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    for path in pages:
        page.goto(path)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert not found.response["violations"], (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.close()


def test_the_content_policy_is_never_broken(chromium, pages):
    page = chromium.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    for path in pages:
        page.goto(path)
    assert [text for text in said if "Content Security Policy" in text] == []
    page.close()


def test_by_keyboard_alone_from_lit_words_to_the_record_and_its_reason(chromium, pages):
    page = chromium.new_page()
    page.goto(pages[0])
    page.locator("mark.event a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/e_*")
    assert page.get_by_role("heading", name="Why it was coded").is_visible()
    page.go_back()
    page.locator("details.furniture summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.furniture[open]").count() == 1
    page.close()


def test_without_a_script_a_fit_is_asked_for_waited_for_and_shown(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/models/attribution")
    page.get_by_label("Attackers").fill("4")
    page.get_by_role("button", name="Compute").click()
    page.get_by_text("attacker 4", exact=True).wait_for(timeout=60_000)
    assert "attackers=4" in page.url
    page.goto(f"{address}/claims")
    page.get_by_role("link", name="Figures that differ").click()
    page.wait_for_url("**/claims?kind=figure")
    context.close()


def test_in_print_the_words_stay_and_the_means_go(chromium, pages):
    page = chromium.new_page()
    page.goto(pages[0])
    page.emulate_media(media="print")
    assert page.locator("article.report .text").is_visible()
    assert not page.locator("nav.key").is_visible()
    assert not page.locator(".masthead nav").is_visible()
    page.close()
