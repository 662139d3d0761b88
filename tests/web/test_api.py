"""The API: the ledger's nouns and filters, pages, formats, one shape of error."""

import io

import pyarrow as pa
import pytest

from harmel import schema


@pytest.mark.parametrize("table", ["reports", "statements", "events", "figures", "links", "rejects"])
def test_rows_have_the_columns_of_the_noun(client, table):
    got = client.get(f"/api/v1/{table}?limit=2").json()
    assert set(got["rows"][0]) == set(schema.columns(table))


def test_pages_go_through_all_rows_once(client):
    seen, cursor = [], ""
    while cursor is not None:
        got = client.get(f"/api/v1/events?limit=25&cursor={cursor}").json()
        seen += [row["event_id"] for row in got["rows"]]
        cursor = got["next"]
    assert len(seen) == len(set(seen)) == 60


def test_an_arrow_stream_has_the_schema(client):
    got = client.get("/api/v1/events?format=arrow").content
    assert pa.ipc.open_stream(io.BytesIO(got)).read_all().schema == schema.arrow_schema("events")


def test_a_record_and_its_absence(client):
    assert client.get("/api/v1/events/e_1").json()["status"] == "alleged"
    got = client.get("/api/v1/events/none")
    assert (got.status_code, got.headers["content-type"]) == (404, "application/problem+json")
    assert got.json()["status"] == 404


def test_an_unchanged_ledger_is_not_sent_again(client):
    mark = client.get("/api/v1/events").headers["etag"]
    assert client.get("/api/v1/events", headers={"If-None-Match": mark}).status_code == 304


def test_a_wrong_filter_names_itself(client):
    got = client.get("/api/v1/events?colour=red")
    assert got.status_code == 400
    assert "colour" in got.json()["detail"]
