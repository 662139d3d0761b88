"""The API: the ledger's nouns and filters, pages by cursor, formats, marks, one shape of error."""

import csv
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from harmel import schema
from harmel.ledger import Ledger
from harmel.settings import rivalry
from harmel.web import create_app
from harmel.web.listing import listing
from hostile_report import coded

NOUNS = ("reports", "statements", "events", "figures", "links", "rejects", "actors")


def walk(client, path, **asked):
    rows, cursor = [], {}
    while True:
        got = client.get(path, params=asked | cursor).json()
        rows += got["rows"]
        if got["next"] is None:
            return rows
        cursor = {"cursor": got["next"]}


@pytest.mark.parametrize("table", NOUNS)
def test_pages_hold_every_row_once_as_the_ledger_gives_them(client, ledger, table):
    with Ledger.open(ledger, read_only=True) as opened:
        assert walk(client, f"/api/v1/{table}", limit=25) == list(opened.rows(table))


@pytest.mark.parametrize("table", NOUNS)
def test_every_file_holds_what_the_pages_hold(client, ledger, table):
    with Ledger.open(ledger, read_only=True) as opened:
        wanted = opened.table(table)
    arrow = pa.ipc.open_stream(client.get(f"/api/v1/{table}?format=arrow").content).read_all()
    parquet = pq.read_table(io.BytesIO(client.get(f"/api/v1/{table}?format=parquet").content))
    lines = list(csv.DictReader(io.StringIO(client.get(f"/api/v1/{table}?format=csv").text)))
    assert arrow.equals(wanted)
    assert parquet.equals(wanted)
    assert arrow.schema == schema.arrow_schema(table)
    assert len(lines) == len(wanted)
    assert not lines or set(lines[0]) == set(schema.columns(table))


def test_filters_are_those_of_the_ledger(client, ledger):
    with Ledger.open(ledger, read_only=True) as opened:
        for asked in (
            {"status": "alleged", "target": "NOR"}, {"event_id": ["e_1", "e_2"]},
            {"actor": "NOR", "since": "2018-10-05"},
            {"action": "19"}, {"goldstein": -10.0}, {"until": "2017-01-01"}, {"id": "e_3"},
        ):  # fmt: skip
            assert walk(client, "/api/v1/events", limit=1000, **asked) == list(opened.rows("events", **asked)), asked


def test_a_search_is_paged_with_the_best_first(client, ledger):
    with Ledger.open(ledger, read_only=True) as opened:
        ranked = [hit.id for hit in opened.search("cables", limit=100)]
    assert [row["report_id"] for row in walk(client, "/api/v1/reports", q="cables", limit=7)] == ranked
    hits = client.get("/api/v1/search/reports", params={"q": "cables", "limit": 5, "offset": 5}).json()
    assert [hit["id"] for hit in hits] == ranked[5:10]
    assert "cables" in hits[0]["snippet"]


def test_a_cursor_belongs_to_its_question(client):
    cursor = client.get("/api/v1/events?limit=5").json()["next"]
    for question in (f"/api/v1/figures?cursor={cursor}", f"/api/v1/events?status=alleged&cursor={cursor}"):
        got = client.get(question)
        assert (got.status_code, got.json()["status"]) == (404, 404)
    assert client.get(f"/api/v1/events?limit=9&cursor={cursor}").status_code == 200


def test_pages_do_not_move_while_reports_come_in(tmp_path):
    with Ledger.open(tmp_path / "l.db") as opened:
        for number in range(0, 20, 2):
            opened.add(coded(number))
    client = TestClient(create_app(tmp_path / "l.db", rivalry("nato-russia")), base_url="http://127.0.0.1")
    first = client.get("/api/v1/events?limit=4").json()
    with Ledger.open(tmp_path / "l.db") as opened:
        for number in range(1, 20, 2):
            opened.add(coded(number))
    seen = [row["event_id"] for row in first["rows"]]
    cursor = first["next"]
    while cursor:
        got = client.get(f"/api/v1/events?limit=4&cursor={cursor}").json()
        seen += [row["event_id"] for row in got["rows"]]
        cursor = got["next"]
    assert len(seen) == len(set(seen))
    assert {f"e_{number}" for number in range(0, 20, 2)} <= set(seen)
    assert got["total"] == 20


def test_a_record_whole_and_its_absence(client, ledger):
    assert client.get("/api/v1/events/e_1").json()["status"] == "alleged"
    with Ledger.open(ledger, read_only=True) as opened:
        assert client.get("/api/v1/reports/r_1/coded").json() == json.loads(
            json.dumps(schema.coded_row(opened.coded("r_1")))
        )
    for path in ("/api/v1/events/none", "/api/v1/reports/none/coded", "/api/v1/nothing", "/api/nothing"):
        got = client.get(path)
        assert (got.status_code, got.headers["content-type"]) == (404, "application/problem+json")
        assert (got.json()["status"], got.json()["title"], got.json()["type"]) == (404, "Not Found", "about:blank")


def test_values_are_counted_under_a_filter(client, ledger):
    with Ledger.open(ledger, read_only=True) as opened:
        counted = opened.facet("events", "status", source="RUS")
    got = client.get("/api/v1/facets/events/status?source=RUS").json()
    assert [(v["value"], v["count"]) for v in got["values"]] == counted


def test_sql_reads_and_does_nothing_else(client):
    got = client.get(
        "/api/v1/sql", params={"query": "SELECT count(*) AS n FROM events WHERE source = ?", "values": '["RUS"]'}
    )
    assert got.json() == [{"n": 60}]
    for query in (
        "DELETE FROM events",
        "SELECT 1; SELECT 2",
        "PRAGMA user_version",
        "ATTACH 'x' AS y",
        "SELECT nonsense",
    ):
        assert client.get("/api/v1/sql", params={"query": query}).status_code == 400
    for values in ("{", "[[1]]", '"a"', "[9223372036854775808]"):
        assert client.get("/api/v1/sql", params={"query": "SELECT ?", "values": values}).status_code == 400


def test_claims_come_page_by_page(client):
    every = client.get("/api/v1/claims?limit=200").json()
    rows = walk(client, "/api/v1/claims", limit=7)
    assert [row["claim_id"] for row in rows] == [row["claim_id"] for row in every["rows"]]
    assert {voice["role"] for row in rows for voice in row["voices"]} >= {"denies"}
    assert client.get("/api/v1/claims?cursor=none").status_code == 404


def test_an_unchanged_ledger_is_not_sent_again_and_a_changed_one_is(tmp_path):
    path = tmp_path / "l.db"
    with Ledger.open(path) as opened:
        opened.add(coded(1))
    client = TestClient(create_app(path, rivalry("nato-russia")), base_url="http://127.0.0.1")

    def status(mark):
        return client.get("/api/v1/events", headers={"If-None-Match": mark}).status_code

    mark = client.get("/api/v1/events").headers["etag"]
    assert [status(m) for m in (mark, f"W/{mark}", f'"a", {mark}', "*", '"a"')] == [304, 304, 304, 304, 200]
    assert client.get("/api/v1/events?format=csv", headers={"If-None-Match": mark}).status_code == 304
    with Ledger.open(path) as opened:
        opened.add(coded(2))
    assert status(mark) == 200


def test_what_is_written_while_an_answer_is_made_does_not_pass_for_seen(tmp_path, monkeypatch):
    path = tmp_path / "l.db"
    with Ledger.open(path) as opened:
        opened.add(coded(1))
    client = TestClient(create_app(path, rivalry("nato-russia")), base_url="http://127.0.0.1")

    def listed(desk, wanted):
        found = listing(desk, wanted)
        with Ledger.open(path) as opened:
            opened.add(coded(2))
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("harmel.web.api.nouns.listing", listed)
        first = client.get("/api/v1/reports")
    again = client.get("/api/v1/reports", headers={"If-None-Match": first.headers["etag"]})
    assert (first.json()["total"], again.status_code, again.json()["total"]) == (1, 200, 2)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/events?colour=red", 422), ("/api/v1/events?limit=0", 422), ("/api/v1/events?since=2018-02-30", 422),
        ("/api/v1/figures?year=x&format=csv", 422),
        ("/api/v1/events?format=xls", 422), ("/api/v1/events?goldstein=nan", 422), ("/api/v1/events?source=", 422),
        ("/api/v1/facets/events/nonsense", 422), ("/api/v1/search/reports", 422), ("/api/v1/sql", 422),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_in_one_shape(client, path, status):
    got = client.get(path)
    assert (got.status_code, got.headers["content-type"]) == (status, "application/problem+json")
    assert {"type", "title", "status", "detail"} <= set(got.json())


def test_every_other_refusal_has_that_shape_too(client, app):
    got = {
        405: client.delete("/api/v1/events"),
        413: client.post("/api/v1/events", content=b"x" * 1_000_001),
        421: TestClient(app, base_url="http://evil.example").get("/api/v1/events"),
        403: client.post("/api/v1/events", headers={"Origin": "http://evil.example"}),
    }
    for status, answer in got.items():
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert answer.json()["status"] == status
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert got[405].headers["allow"] == "GET"


def test_a_failure_of_our_own_is_a_problem_without_its_innards(ledger, caplog):
    app = create_app(ledger, rivalry("nato-russia"))

    @app.get("/api/v1/broken/x/y")
    def broken():
        raise RuntimeError("secret")

    got = TestClient(app, base_url="http://127.0.0.1").get("/api/v1/broken/x/y")
    assert (got.status_code, got.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in got.text
    assert got.headers["content-security-policy"].startswith("default-src 'none'")
    assert "secret" in caplog.text


def test_the_description_is_openapi_3_1_and_names_every_filter_and_column(client):
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    asked = {p["name"] for p in told["paths"]["/api/v1/events"]["get"]["parameters"]}
    assert {"actor", "since", "until", "action", "status", "plover_type", "cursor", "limit", "format"} <= asked
    page = told["paths"]["/api/v1/events"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert set(page["properties"]["rows"]["items"]["properties"]) == set(schema.columns("events"))


def test_formulas_are_made_harmless_for_spreadsheets_only(tmp_path):
    signs = ("=", "+", "-", "@", "\t=", " =")
    with Ledger.open(tmp_path / "l.db") as opened:
        for number, sign in enumerate(signs):
            opened.add(coded(number, hostile=f"{sign}cmd|' /C calc'!A0"))
    client = TestClient(create_app(tmp_path / "l.db", rivalry("nato-russia")), base_url="http://127.0.0.1")

    def titles(form):
        rows = csv.DictReader(io.StringIO(client.get(f"/api/v1/reports?format={form}").text))
        return [row["title"] for row in rows]

    plain = titles("csv")
    assert sorted(plain) == sorted(f"{sign}cmd|' /C calc'!A0" for sign in signs)
    assert titles("excel") == [f"'{title}" for title in plain]
    rows = client.get("/api/v1/reports").json()["rows"]
    arrow = pa.ipc.open_stream(client.get("/api/v1/reports?format=arrow").content).read_all()
    assert [row["title"] for row in rows] == arrow.column("title").to_pylist() == plain
