"""The measures over the API: what the page answers, word for word, through the client too; refusals in one shape."""

import time

import httpx
import pytest

import harmel
from harmel.client import Remote
from harmel.errors import LedgerError, RefusalError, UsageError
from harmel.web.pages.offered import MODELS
from served import served


@pytest.fixture(scope="module")
def remote(demo_app):
    with served(demo_app) as address, harmel.connect(address) as opened:
        yield opened


def asked(client, address):
    got, until = client.get(address), time.monotonic() + 120
    while got.status_code in (202, 503) and time.monotonic() < until:
        assert int(got.headers["retry-after"]) > 0
        time.sleep(0.3)
        got = client.get(address)
    return got


@pytest.mark.parametrize("question", ["series?period=quarter", "incidents", "attribution?attackers=4"])
def test_an_answer_is_that_of_the_page(demo, question):
    name, _, options = question.partition("?")
    got = asked(demo, f"/api/v1/models/{question}").json()
    assert got == asked(demo, f"/models/{name}?{options}&format=json").json()
    assert got["assumptions"]
    assert got["rows"]


def test_a_refusal_is_a_problem_in_the_words_of_the_page(demo):
    got = asked(demo, "/api/v1/models/provocation")
    assert (got.status_code, got.headers["content-type"]) == (422, "application/problem+json")
    assert got.json()["refused"] is True
    assert got.json()["detail"] in _plain(demo)


def _plain(demo):
    return demo.get("/models/provocation").text.replace("&#39;", "'").replace("&gt;", ">")


def test_the_client_measures_and_raises_what_the_measure_refuses(remote):
    assert [one["name"] for one in remote.models()] == list(MODELS)
    told = remote.measure("attribution", attackers=4, seconds=60)
    assert [row["attacker"] for row in told["rows"]] == [1, 2, 3, 4]
    with pytest.raises(RefusalError, match="too few"):
        remote.measure("provocation", seconds=60)
    with pytest.raises(UsageError, match="no_such_field"):
        remote.measure("provocation", no_such_field=1)


def test_the_client_asks_again_until_the_answer_is_there_or_its_time_is_over():
    answers = iter([(202, {}), (429, {"detail": "too much"}), (200, {"summary": "done"}), (202, {})])

    def told(_request):
        status, body = next(answers)
        return httpx.Response(status, json=body, headers={"Retry-After": "0"} if status != 200 else {})

    with httpx.Client(transport=httpx.MockTransport(told), base_url="http://127.0.0.1/api/v1/") as wire:
        assert Remote(wire).measure("spiral")["summary"] == "done"
        with pytest.raises(LedgerError, match="spiral is still computed"):
            Remote(wire).measure("spiral", seconds=-1)


def test_every_field_of_every_form_is_described_with_its_kind(demo):
    paths = demo.get("/api/v1/openapi.json").json()["paths"]
    for name, model in MODELS.items():
        told = {one["name"]: one for one in paths[f"/api/v1/models/{name}"]["get"]["parameters"]}
        assert set(told) == {field.name for field in model.fields} | ({"dyad", "rows"} if model.pair else set())


def test_what_is_not_of_its_kind_is_refused_before_anything_is_computed(demo):
    assert demo.get("/api/v1/models/series?period=fortnight").status_code == 422
    assert demo.get("/api/v1/models/attribution?attackers=many").status_code == 422
    assert demo.get("/api/v1/models/series?rows=nobody").status_code == 400
    assert demo.get("/api/v1/models/astrology").status_code == 404
