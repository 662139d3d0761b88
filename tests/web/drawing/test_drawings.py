"""The drawn pages in a real Chromium: axe, widths, themes, keyboard, no script, less motion, print."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = (
    "/", "/?period=day&show=goldstein&since=2022-04-01", "/?period=quarter", "/?since=1999-01-01&until=1999-12-31",
    "/actors/XKO", "/actors/celia-thorne", "/map", "/map?view=earth", "/map?since=2031-01-01",
)  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_nothing_stands_out_and_nothing_is_fetched_elsewhere(
    chromium, straits_address, scheme, width
):
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES:
        page.goto(straits_address + path)
        for fold in page.locator("main details").all():
            fold.evaluate("fold => fold.open = true")
        found = Axe().run(page, options=RULES)
        assert not found.response["violations"], (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    assert said == []
    assert all(url.startswith((straits_address, "data:")) for url in asked)
    page.close()


def test_the_content_policy_is_never_broken(chromium, straits_address):
    page = chromium.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    for path in PAGES:
        page.goto(straits_address + path)
    assert said == []
    page.close()


def test_a_chart_is_drawn_from_its_table_and_read_under_the_pointer(chromium, straits_address):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(straits_address + "/?period=quarter")
    plot = page.locator(".plot").first
    assert plot.locator("canvas").count() == 1
    assert not plot.locator("svg").is_visible()
    box = plot.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 100)
    reading = page.locator(".reading").first.text_content()
    plain = page.locator("#series-table tbody tr").first
    day, lita, kordavia = (plain.locator("th, td").nth(n).text_content() for n in range(3))
    assert reading == f"{day}  LITA toward Kordavia {lita} · Kordavia toward LITA {kordavia}"
    page.close()


def test_without_a_script_the_drawing_of_the_server_stands_and_the_choice_is_a_link(chromium, straits_address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(straits_address)
    assert page.locator("svg.lines.main .line path").count() == 2
    assert page.locator("svg.lines.main").is_visible()
    page.locator("select[name=period]").select_option("quarter")
    page.locator("select[name=show]").select_option("conflict")
    page.get_by_role("button", name="Show").click()
    assert "period=quarter" in page.url
    assert "show=conflict" in page.url
    assert page.locator("select[name=period]").input_value() == "quarter"
    context.close()


def test_the_keyboard_reaches_the_choice_and_opens_the_numbers(chromium, straits_address):
    page = chromium.new_page()
    page.goto(straits_address)
    page.locator("select[name=period]").focus()
    page.keyboard.press("ArrowDown")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("The numbers"):
            break
    page.keyboard.press("Enter")
    assert page.locator("#series-table").is_visible()
    page.close()


def test_less_motion_means_none(chromium, straits_address):
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(straits_address)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.close()


def test_on_paper_the_drawings_stand_and_the_controls_do_not(chromium, straits_address):
    page = chromium.new_page()
    page.goto(straits_address)
    page.emulate_media(media="print")
    assert page.locator("svg.lines.main").is_visible()
    assert not page.locator(".plot canvas").first.is_visible()
    assert not page.locator("form.controls").is_visible()
    assert not page.locator(".masthead nav").is_visible()
    page.close()


@pytest.mark.parametrize(("path", "drawing"), [("/map", "svg.earth"), ("/actors/XKO", "svg.ring")])
def test_the_keyboard_follows_a_link_of_a_drawing_without_a_script(chromium, straits_address, path, drawing):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(straits_address + path)
    link = page.locator(f"{drawing} a").first
    leads = link.get_attribute("href")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{leads}")
    context.close()
