"""Who may ask: names, origins, tokens."""

import pytest
from fastapi.testclient import TestClient

from harmel.settings import rivalry
from harmel.web import Tokens, create_app, new_token


def test_a_name_that_is_not_ours_is_refused(app):
    elsewhere = TestClient(app, base_url="http://evil.example")
    assert elsewhere.get("/").status_code == 421


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_page_of_another_origin_may_not_write(client, headers):
    assert client.post("/reports", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("hours", "shown", "status"), [(1, True, 200), (1, False, 401), (-1, True, 401)], ids=["good", "missing", "ended"]
)
def test_a_token_opens_until_it_ends(ledger, hours, shown, status):
    secret, token = new_token(hours=hours, write=False)
    app = create_app(ledger, rivalry("nato-russia"), hosts=("example.org",), tokens=Tokens((token,)))
    asked = TestClient(app, base_url="http://example.org")
    headers = {"Authorization": f"Bearer {secret}"} if shown else {}
    assert asked.get("/rejects", headers=headers).status_code == status
    assert asked.get("/rejects", headers={"Authorization": f"Bearer {secret}x"}).status_code == 401
