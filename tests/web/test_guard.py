"""Who may ask: the whole matrix of address, name, origin, token, its end and what it may; how tokens are kept."""

import hmac
import itertools
import sys
import time
from hashlib import sha256

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from harmel.cli import verbs
from harmel.settings import rivalry
from harmel.web import Token, Tokens, create_app, new_token, tokens

EVERY = "0.0.0.0"  # noqa: S104 - a name to refuse, and an address that needs a token
NAMES = {
    "127.0.0.1": True, "localhost": True, "LOCALHOST": True, "[::1]": True, "press.example": True,
    "evil.example": False, "127.0.0.1.evil.example": False, "": False, "press.example.evil.example": False,
    EVERY: False,
}  # fmt: skip
PORTS = ("", ":8000")
ORIGINS = {
    "none": ({}, True), "same": ({"Origin": "http://{host}"}, True), "site": ({"Sec-Fetch-Site": "same-origin"}, True),
    "typed": ({"Sec-Fetch-Site": "none"}, True), "other": ({"Origin": "http://evil.example"}, False),
    "null": ({"Origin": "null"}, False), "port": ({"Origin": "http://{host}1"}, False),
    "cross": ({"Sec-Fetch-Site": "cross-site"}, False), "sub": ({"Sec-Fetch-Site": "same-site"}, False),
    "mixed": ({"Origin": "http://{host}", "Sec-Fetch-Site": "cross-site"}, False),
}  # fmt: skip
METHODS = {"GET": False, "POST": True, "DELETE": True, "PUT": True, "PATCH": True}
SHOWN = ("nothing", "reads", "writes", "ended", "wrong", "basic", "bare", "cookie")


@pytest.fixture(scope="module")
def secrets():
    reads, reading = new_token(hours=1, write=False)
    writes, writing = new_token(hours=1, write=True)
    ended, over = new_token(hours=-1, write=True)
    return {"reads": reads, "writes": writes, "ended": ended}, Tokens((over, reading, writing))


@pytest.fixture(scope="module")
def apps(ledger, secrets):
    about = rivalry("nato-russia")
    return {known: create_app(ledger, about, hosts=("press.example",), tokens=secrets[1] if known else None)
            for known in (False, True)}  # fmt: skip


def credentials(shown, secrets):
    heads = {name: {"Authorization": f"Bearer {secrets[name]}"} for name in ("reads", "writes", "ended")}
    good = secrets["writes"]
    return {
        **heads, "nothing": {}, "wrong": {"Authorization": f"Bearer {good[:-1]}"}, "bare": {"Authorization": good},
        "basic": {"Authorization": f"Basic {good}"}, "cookie": {"Cookie": f"harmel_token={secrets['reads']}"},
    }[shown]  # fmt: skip


def expected(*, named, origin, writes, wanted, shown):
    """Say what the answer must be: that of the first door that is shut; past them all nothing can be written to."""
    if not named:
        return 421
    if writes and not origin:
        return 403
    if wanted and shown not in ("reads", "writes", "cookie"):
        return 401
    if wanted and writes and shown != "writes":
        return 403
    return 405 if writes else 200


def test_every_combination_opens_or_shuts_as_it_must(apps, secrets):
    counted = 0
    clients = {known: TestClient(app, base_url="http://127.0.0.1") for known, app in apps.items()}
    for (name, named), port, (head, origin), (method, writes), wanted, shown in itertools.product(
        NAMES.items(), PORTS, ORIGINS.values(), METHODS.items(), apps, SHOWN
    ):
        if (not wanted and shown not in ("nothing", "wrong")) or (port and not named):
            continue
        host = name + port
        headers = {"Host": host, **{k: v.format(host=host) for k, v in head.items()}, **credentials(shown, secrets[0])}
        got = clients[wanted].request(method, "/api/v1/rejects", headers=headers)
        want = expected(named=named, origin=origin, writes=writes, wanted=wanted, shown=shown)
        assert got.status_code == want, (host, head, method, wanted, shown)
        counted += 1
    assert counted > 3000


@pytest.mark.parametrize(
    ("host", "told"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), (EVERY, True), ("192.0.2.7", True), ("::", True),
     ("press.example", True), ("127.0.0.2", True)],
)  # fmt: skip
@pytest.mark.parametrize("write", [False, True])
def test_another_address_than_loopback_needs_a_token(ledger, monkeypatch, host, told, write):
    served = {}
    monkeypatch.setattr("uvicorn.run", lambda app, **how: served.update(how, app=app))
    asked = [
        "serve",
        "--ledger",
        str(ledger),
        "--host",
        host,
        "--name",
        "press.example",
        *(["--write"] if write else []),
    ]
    ended = CliRunner().invoke(verbs(), asked)
    assert ended.exit_code == 0, ended.output
    assert served["host"] == host
    client = TestClient(served["app"], base_url="http://press.example")
    assert client.get("/api/v1/rejects").status_code == (401 if told else 200)
    assert ("Authorization: Bearer" in ended.stderr) == told
    if told:
        secret = ended.stderr.split("Bearer ")[1].split()[0]
        head = {"Authorization": f"Bearer {secret}"}
        assert client.get("/api/v1/rejects", headers=head).status_code == 200
        new = {"name": "x", "table": "events", "query": "colour=red"}
        assert client.post("/api/v1/watches", headers=head, json=new).status_code == (400 if write else 403)


def test_the_default_address_is_loopback():
    told = CliRunner().invoke(verbs(), ["serve", "--help"]).output
    assert "127.0.0.1" in told


def test_tokens_are_kept_as_hashes_and_all_are_compared_in_constant_time(monkeypatch):
    made = [new_token(hours=1, write=False) for _ in range(5)]
    known = Tokens(tuple(token for _, token in made))
    assert all(secret not in repr(known) for secret, _ in made)
    assert [token.digest for token in known.known] == [sha256(secret.encode()).hexdigest() for secret, _ in made]
    compared = []

    def noted(one, other):
        compared.append((one, other))
        return hmac.compare_digest(one, other)

    monkeypatch.setattr(tokens, "hmac", type(sys)("hmac"))
    tokens.hmac.compare_digest = noted
    for shown in (made[0][0], made[4][0], "wrong"):
        compared.clear()
        assert known.allow(f"Bearer {shown}", write=False) == (shown != "wrong")
        assert len(compared) == 5


def test_a_token_ends_on_its_second(monkeypatch):
    known = Tokens((Token(sha256(b"s").hexdigest(), ends=1000.0),))
    for now, open_ in ((999.9, True), (1000.0, False), (1000.1, False)):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        assert known.allow("Bearer s", write=False) == open_


def test_a_browser_keeps_its_token_in_a_cookie_that_no_script_reads(apps, secrets):
    client = TestClient(apps[True], base_url="http://127.0.0.1", follow_redirects=False)
    shut = client.get("/events")
    assert (shut.status_code, shut.headers["www-authenticate"]) == (401, "Bearer")
    assert client.get("/token").status_code == 200
    assert client.post("/token", data={"token": "wrong"}).status_code == 401
    assert client.post("/token", data={"token": secrets[0]["ended"]}).status_code == 401
    crossed = client.post("/token", data={"token": secrets[0]["reads"]}, headers={"Origin": "http://evil.example"})
    assert crossed.status_code == 403
    got = client.post("/token", data={"token": secrets[0]["reads"]})
    kept = got.headers["set-cookie"].lower()
    assert got.status_code == 303
    assert "httponly" in kept
    assert "samesite=strict" in kept
    assert client.get("/events").status_code == 200
    assert client.get("/static/harmel.js").status_code == 200
