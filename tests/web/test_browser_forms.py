"""In a real Chromium: files dropped on the page, the bar that tells how much is sent, the forms, the small pages."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

import harmel
from harmel.cli.demo import DEMO
from harmel.settings import rivalry
from harmel.web import create_app
from served import served, settled

PAGE = "Norway protests\n\nOSLO, 3 May 2018. Norway's envoy said Russia had jammed signals over the strait near Vardo."
DROP = """([name, content]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([content], name, {type: "text/plain"}));
  carried.items.add(new File([""], "<i>empty.txt", {type: "text/plain"}));
  const place = document.querySelector(".drop");
  place.dispatchEvent(new DragEvent("dragover", {dataTransfer: carried, bubbles: true, cancelable: true}));
  const over = place.classList.contains("over");
  place.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
  return [over, place.classList.contains("over")];
}"""
SMALL = ("/add", "/watches", "/token", "/map", "/models", "/models/attribution", "/log", "/rejects")
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(demo_ledger, tmp_path_factory):
    """A copy of the demo's ledger that may be written to."""
    path = tmp_path_factory.mktemp("forms") / "demo.db"
    shutil.copy(demo_ledger, path)
    app = create_app(path, rivalry(DEMO))
    app.state.desk.measuring.follow(seconds=120)
    with served(app) as found:
        yield found


@pytest.fixture(scope="module")
def pages(address):
    with harmel.connect(address) as remote:
        link = next(remote.rows("links", limit=1))["link_id"]
    return [settled(address + path) for path in (*SMALL, f"/links/{link}")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_stands_out_sideways(chromium, pages, scheme, width):
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    for path in pages:
        page.goto(path)
        found = Axe().run(page, options={"runOnly": RULES})
        assert not found.response["violations"], (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.close()


def test_files_that_are_dropped_are_sent_and_told_one_by_one(chromium, address):
    page = chromium.new_page(bypass_csp=True)
    page.goto(f"{address}/add")
    assert page.get_by_text("or drop them here").is_visible()
    assert page.evaluate(DROP, ["page.txt", PAGE]) == [True, False]
    page.get_by_text("Done.").wait_for(timeout=60_000)
    sent = page.locator("#sent")
    assert sent.evaluate("bar => bar.max > 1 && bar.value === bar.max")
    assert page.locator("#rows tr").count() == 2
    assert page.get_by_role("row", name="page.txt new").count() == 1
    assert page.get_by_role("row", name="<i>empty.txt rejected empty").count() == 1
    assert page.locator("#counts").inner_text() == "1 in the ledger, 1 not taken in."
    found = Axe().run(page, options={"runOnly": RULES})
    assert not found.response["violations"], found.generate_report()
    page.locator("#rows a").click()
    assert "envoy said Russia had jammed signals" in page.locator("article.report").inner_text()
    with harmel.connect(address) as remote:
        assert remote.count("rejects", source="<i>empty.txt") == 1
    page.close()


def test_a_form_says_what_its_fields_mean_and_without_motion_nothing_moves(chromium, address):
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(settled(f"{address}/models/whatif"))
    assert page.get_by_label("Share of its acts").evaluate(
        "field => document.getElementById(field.getAttribute('aria-describedby')).innerText.includes('0 and 1')"
    )
    moving = "document.getAnimations().filter(one => one.effect.getTiming().duration > 1).length"
    assert page.evaluate(moving) == 0
    page.close()


def test_a_flag_that_is_on_can_be_switched_off_and_the_link_says_so(chromium, address):
    page = chromium.new_page()
    page.goto(f"{address}/models/spiral")
    page.get_by_label("Let levels drift").uncheck()
    page.get_by_role("button", name="Compute").click()
    page.wait_for_url("**drift=0*")
    assert not page.get_by_label("Let levels drift").is_checked()
    page.close()
