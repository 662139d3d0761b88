"""Fifty ways to smuggle a script, in every field of a report: in Chromium, none runs, on no page and in no file."""

import tomllib
from pathlib import Path
from urllib.parse import quote

import pytest

from harmel.ledger import Ledger, Watch, keep_watch
from harmel.records import Reject
from harmel.settings import rivalry
from harmel.web import create_app
from hostile_report import coded
from served import served

PAYLOADS = tomllib.loads(Path(__file__).with_name("ill_will.toml").read_text("utf-8"))["scripts"]
LISTS = ("reports", "statements", "events", "figures", "rejects")
RECORDS = (
    ("reports", "r"),
    ("statements", "s"),
    ("statements", "d"),
    ("events", "e"),
    ("figures", "f"),
    ("links", "l"),
)
OTHERS = ("/", "/claims", "/claims?all=1", "/log", "/watches", "/add", "/models", "/map", "/actors")
pytestmark = pytest.mark.browser


def test_there_are_fifty():
    assert len(set(PAYLOADS)) == 50


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "l.db"
    with Ledger.open(path) as opened:
        for number, payload in enumerate(PAYLOADS):
            opened.add(coded(number, hostile=payload))
            opened.reject(Reject(source=payload, reason=payload, remedy=payload))
        for table in ("reports", "statements", "events", "figures"):
            for payload in PAYLOADS[:10]:
                keep_watch(opened, Watch(name=payload, table=table, query=""))
    app = create_app(path, rivalry("nato-russia"))
    with served(app) as found:
        yield found


def watched(chromium, *, bypass):
    """Open a page that notes whatever runs or is stopped by the policy; without the policy escaping alone must hold."""
    context = chromium.new_context(bypass_csp=bypass)
    context.add_init_script(
        "Object.defineProperty(window, 'hit', {set() { console.log('HIT') }});"
        "document.addEventListener('securitypolicyviolation', e => console.log('CSP ' + e.violatedDirective));"
    )
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append((page.url, message.text)))
    page.on("dialog", lambda dialog: (said.append((page.url, "DIALOG")), dialog.dismiss()))
    return page, said


def wrong(said):
    return [
        one
        for one in said
        if one[1] == "HIT" or "CSP" in one[1] or "Content Security Policy" in one[1] or one[1] == "DIALOG"
    ]


def visit(chromium, address, paths):
    for bypass in (True, False):
        page, said = watched(chromium, bypass=bypass)
        for path in paths:
            page.goto(address + path, wait_until="load")
            assert (
                page.evaluate("document.querySelectorAll('iframe, object, embed, base, meta[http-equiv]').length") == 0
            ), path
        page.wait_for_timeout(200)
        assert wrong(said) == []
        page.context.close()


def test_no_list_and_no_page_runs_what_the_press_wrote(chromium, address):
    lists = [f"/{table}?limit=1000" for table in LISTS]
    records = [f"/{table}/{key}_{number}" for number in (0, 11, 49) for table, key in RECORDS]
    visit(chromium, address, [*lists, *records, *OTHERS])


@pytest.mark.torture
def test_no_record_of_any_payload_runs_what_the_press_wrote(chromium, address):
    visit(chromium, address, [f"/{table}/{key}_{number}" for number in range(50) for table, key in RECORDS])


def test_no_file_runs_what_the_press_wrote(chromium, address):
    page, said = watched(chromium, bypass=False)
    fetched = page.context.request
    paths = [f"/api/v1/{table}?limit=1000" for table in LISTS] + ["/api/v1/claims?limit=200", "/api/v1/watches"]
    feeds = [watch["feed"] for watch in fetched.get(f"{address}/api/v1/watches").json()]
    for path in paths + feeds:
        page.goto(address + path, wait_until="load")
    for path in [f"/api/v1/{table}?format={form}" for table in LISTS for form in ("csv", "excel")]:
        got = fetched.get(address + path)
        assert got.headers["content-type"].startswith("text/csv")
        assert got.headers["content-disposition"].startswith("attachment")
        assert got.headers["x-content-type-options"] == "nosniff"
    page.wait_for_timeout(200)
    assert wrong(said) == []
    page.context.close()


def test_what_is_typed_into_an_address_or_a_form_does_not_run(chromium, address):
    paths = [f"/reports?q={quote(payload)}" for payload in PAYLOADS[:25]]
    paths += [f"/events?source={quote(payload)}" for payload in PAYLOADS[25:]]
    paths += [f"/events/{quote(payload, safe='')}" for payload in PAYLOADS[::5]]
    visit(chromium, address, paths)
