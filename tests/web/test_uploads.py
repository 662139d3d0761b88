"""Files over the web: stored or rejected with the reason, as `harmel add` does, while others are answered."""

import io
import json
import threading
import time

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import UploadFile

import harmel
from harmel.engine import intake
from harmel.ledger import Ledger, verify
from harmel.settings import rivalry
from harmel.web import Tokens, create_app, new_token
from harmel.web.uploads import put_down
from served import served

PAGE = "Norway protests\n\nOSLO, 3 May 2018. Norway's envoy said Russia had jammed signals over the strait near Vardo."
FILES = {
    "page.txt": PAGE.encode(),
    "empty.txt": b"",
    "paper.pdf": b"%PDF-1.7 nothing",
    "rows.jsonl": b'{"text": "The envoy of Norway denied that talks with Russia had ended."}\n{"text": ""}\n',
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("upload") / "l.db"
    Ledger.open(place).close()
    return place


@pytest.fixture(scope="module")
def address(path):
    with served(create_app(path, rivalry("nato-russia"))) as found:
        yield found


def parts(files):
    return [("files", (name, content)) for name, content in files.items()]


def test_what_came_in_and_what_did_not_are_told_one_by_one(address, path, tmp_path):
    for name, content in FILES.items():
        tmp_path.joinpath(name).write_bytes(content)
    with harmel.connect(address) as remote:
        told = remote.upload(sorted(tmp_path.iterdir()))
        again = remote.upload([tmp_path / "page.txt"])
    outcome = {one["source"]: (one["outcome"], one["reason"]) for one in told}
    assert outcome["page.txt"] == ("new", "")
    assert outcome["empty.txt"] == ("rejected", "empty")
    assert outcome["paper.pdf"][0] == "rejected"
    assert "PDF" in outcome["paper.pdf"][1]
    assert [one["outcome"] for one in told if one["source"].startswith("rows.jsonl")] == ["new", "rejected"]
    assert [one["outcome"] for one in again] == ["same"]
    with Ledger.open(path, read_only=True) as ledger:
        page = next(ledger.rows("reports", source="page.txt"))
        assert page["text"] == PAGE
        assert ledger.count("rejects", source="empty.txt") == 1
        assert ledger.settled
        assert not verify(ledger).problems


def test_the_page_tells_the_same_without_a_script_and_line_by_line_with_one(path):
    with TestClient(create_app(path, rivalry("nato-russia")), base_url="http://127.0.0.1") as client:
        assert 'enctype="multipart/form-data"' in client.get("/add").text
        shown = client.post("/add", files=parts({"<b>x.txt": b"", "page.txt": PAGE.encode()})).text
        assert "1 in the ledger, 1 not taken in" in shown
        assert "&lt;b&gt;x.txt" in shown
        lines = client.post(
            "/add", files=parts({"page.txt": PAGE.encode()}), headers={"Accept": "application/x-ndjson"}
        )
        assert [json.loads(line)["outcome"] for line in lines.text.splitlines()] == ["same"]
        assert client.post("/add").status_code == 422


def test_others_are_answered_while_a_file_is_read(path, monkeypatch):
    app = create_app(path, rivalry("nato-russia"))
    held = threading.Event()

    def slow(_folder):
        held.wait(20)
        yield intake.Kept(source="a", outcome="rejected")

    monkeypatch.setattr(app.state.gate._intake, "run", slow)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        answers = []

        def send():
            answers.append(client.post("/api/v1/uploads", files=parts({"a": b"b"})).status_code)

        sending = [threading.Thread(target=send) for _ in range(6)]
        for thread in sending:
            thread.start()
        deadline = time.monotonic() + 15
        while len(answers) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert client.get("/api/v1/events").status_code == 200
        assert answers == [503, 503]
        held.set()
        for thread in sending:
            thread.join(20)
    assert sorted(answers) == [200, 200, 200, 200, 503, 503]


def test_a_process_that_is_killed_is_told_and_the_next_upload_goes_on(path, tmp_path):
    tmp_path.joinpath("page.txt").write_text(PAGE)
    taken = intake.Intake(path)
    assert [kept.outcome for kept in taken.run(tmp_path)] == ["same"]
    taken._process.kill()
    taken._process.wait()
    assert [kept.outcome for kept in taken.run(tmp_path)] == ["same"]
    taken.close()


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
@pytest.mark.parametrize("where", ["/add", "/api/v1/uploads"])
def test_another_site_may_not_upload(path, where, headers):
    client = TestClient(create_app(path, rivalry("nato-russia")), base_url="http://127.0.0.1")
    assert client.post(where, files=parts({"a.txt": b"x"}), headers=headers).status_code == 403


@pytest.mark.parametrize("where", ["/add", "/api/v1/uploads"])
def test_only_a_token_that_may_write_uploads(path, where):
    reads, reading = new_token(hours=1, write=False)
    writes, writing = new_token(hours=1, write=True)
    app = create_app(path, rivalry("nato-russia"), tokens=Tokens((reading, writing)))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        heads = [{"Authorization": f"Bearer {secret}"} for secret in ("none", reads, writes)]
        got = [client.post(where, files=parts({"empty.txt": b""}), headers=head).status_code for head in heads]
    assert got == [401, 403, 200]


def test_more_than_may_be_sent_is_refused_before_it_is_read(path, monkeypatch):
    monkeypatch.setattr("harmel.web.guard.LARGEST_UPLOAD", 1000)
    client = TestClient(create_app(path, rivalry("nato-russia")), base_url="http://127.0.0.1")
    got = client.post("/api/v1/uploads", files=parts({"a.txt": b"x" * 2000}))
    assert (got.status_code, got.headers["content-type"]) == (413, "application/problem+json")

    def bits():
        for _ in range(40):
            yield b"x" * 100

    head = {"Content-Type": "multipart/form-data; boundary=b"}
    assert client.post("/api/v1/uploads", content=bits(), headers=head).status_code == 413


NAMES = [
    "../page", "../../etc/passwd", "..\\..\\page", "/etc/passwd", "C:\\page", "....//page", "a/../../page",
    "\x00/page", "..", ".", "", "-", "~/page", "page\x00.txt", "\u202epage", ".bashrc", "x" * 4000, "\ud800",
    "%2e%2e%2fpage", "a\nb",
]  # fmt: skip


def test_no_file_name_leads_out_of_the_folder(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    for number, name in enumerate(NAMES):
        (inside / str(number)).mkdir()
        put_down([UploadFile(io.BytesIO(b"x"), filename=name)] * 2, inside / str(number))
        assert len(list((inside / str(number)).iterdir())) == 2, name
    assert [p.name for p in tmp_path.iterdir()] == ["inside"]
    assert not any(p.name.startswith((".", "-")) for p in inside.rglob("*"))
