"""In a real Chromium: axe finds nothing, nothing stands out sideways, nothing of the press runs, JavaScript or not."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from served import served

PAGES = (
    "/", "/reports", "/reports/r_1", "/statements", "/statements/s_1", "/events", "/events/e_1", "/figures",
    "/actors/RUS", "/claims", "/rejects", "/log", "/reports/none",
)  # fmt: skip
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(app):
    with served(app) as found:
        yield found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_stands_out_sideways(chromium, address, scheme, width):
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(address + path)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert not found.response["violations"], (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert page.evaluate("window.hit") is None, path
    assert all(url.startswith((address, "data:")) for url in asked)
    page.close()


def test_the_content_policy_is_never_broken(chromium, address):
    page = chromium.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    for path in PAGES:
        page.goto(address + path)
    assert [text for text in said if "Content Security Policy" in text] == []
    page.close()


def test_the_keyboard_finds_search_and_content(chromium, address):
    page = chromium.new_page()
    page.goto(address + "/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("cables")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports?q=cables")
    page.close()


def test_without_a_script_filters_and_pages_work(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/events")
    page.get_by_role("link", name="alleged").first.click()
    assert "status=alleged" in page.url
    page.get_by_role("link", name="Next").click()
    assert "cursor=" in page.url
    assert page.get_by_text("51 to 60 of 60").count() == 1
    context.close()
