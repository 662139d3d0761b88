"""Each hostile page ends in time and memory with its text or a recorded reason; bombs cost the others nothing."""

import gzip
import io
import os
import resource
import signal
import subprocess
import sys
import threading
import time

import pytest
from pages import PAGES, SENTENCE

from harmel.reading import Document, Known, Options, documents, read_all, read_isolated
from harmel.reading.worker import _Reader
from harmel.records import Reject, Report

SECONDS, BYTES = 10.0, 1 << 30


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_ends_with_its_text_or_a_reason(name, tmp_path):
    make, reason = PAGES[name]
    path = tmp_path / "page.html"
    path.write_bytes(make())
    began = _processor()
    (found,) = read_all([path])
    assert _processor() - began <= SECONDS + 2  # the worker's start included
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 <= BYTES
    if reason:
        assert isinstance(found, Reject)
        assert reason in found.reason
    else:
        assert isinstance(found, Report), found
        assert SENTENCE in "\n".join(found.text[a:b] for a, b in found.body_spans)


def _processor():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_rejects_stand_in_their_place_among_the_reports(tmp_path):
    bombs = {0: b"<p>" * 10, 13: b"\x00\x01\x02" * 999}
    good = f"<title>T</title><p>{SENTENCE}</p>".encode()
    names = []
    for number in range(42):
        path = tmp_path / f"{number:03}.html"
        path.write_bytes(bombs.get(number, good))
        names.append(str(path))
    found = list(read_all([tmp_path]))
    assert [f.source for f in found] == names
    assert sum(isinstance(f, Report) for f in found) == 40
    assert {i for i, f in enumerate(found) if isinstance(f, Reject)} == set(bombs)


def _slow_page():
    return (f"<p>{SENTENCE}</p>" * 40_000).encode()


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read():
    asks = [
        Document(known=Known(source="slow"), content=_slow_page()),
        Document(known=Known(source="good"), content=SENTENCE.encode()),
    ]
    found = list(read_isolated(asks, options=Options(seconds=0.5)))
    assert "took longer than 0.5 s" in found[0].reason
    assert isinstance(found[1], Report)


def test_a_worker_that_waits_for_a_busy_machine_is_waited_for():
    with _Reader(None, Options(seconds=0.5)) as reader:
        reader.send(Document(known=Known(source="first"), content=SENTENCE.encode()))
        assert isinstance(reader.collect(), Report)
        worker = reader._process.pid
        os.kill(worker, signal.SIGSTOP)
        reader.send(Document(known=Known(source="late"), content=SENTENCE.encode()))
        threading.Timer(1.0, os.kill, (worker, signal.SIGCONT)).start()
        assert isinstance(reader.collect(), Report)


def test_a_worker_that_sleeps_is_ended():
    with _Reader(None, Options(seconds=0.2)) as reader:
        reader.send(Document(known=Known(source="first"), content=SENTENCE.encode()))
        assert isinstance(reader.collect(), Report)
        os.kill(reader._process.pid, signal.SIGSTOP)
        began = time.monotonic()
        reader.send(Document(known=Known(source="asleep"), content=SENTENCE.encode()))
        found = reader.collect()
        assert isinstance(found, Reject)
        assert "took longer" in found.reason
        assert time.monotonic() - began >= 1.0


def test_what_came_while_the_caller_was_busy_is_taken():
    with _Reader(None, Options(seconds=0.1)) as reader:
        reader.send(Document(known=Known(source="good"), content=SENTENCE.encode()))
        time.sleep(1.5)
        assert isinstance(reader.collect(), Report)


def test_a_page_that_needs_too_much_memory_is_given_up_and_the_next_is_read():
    asks = [
        Document(known=Known(source="large"), content=b"<p>" + b"word " * 3_900_000),
        Document(known=Known(source="good"), content=SENTENCE.encode()),
    ]
    found = list(read_isolated(asks, options=Options(memory=40_000_000)))
    assert isinstance(found[0], Reject)
    assert "memory" in found[0].reason or "needed more than 40 MB" in found[0].reason or "killed" in found[0].reason
    assert isinstance(found[1], Report)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_worker_that_a_signal_ends_is_named_and_the_next_page_is_read(how):
    with _Reader(None, Options()) as reader:
        reader.send(Document(known=Known(source="slow"), content=_slow_page()))
        os.kill(reader._process.pid, how)
        found = reader.collect()
        assert (found.source, found.reason) == ("slow", f"killed its reader (status {-how})")
        reader.send(Document(known=Known(source="good"), content=SENTENCE.encode()))
        assert isinstance(reader.collect(), Report)


@pytest.mark.torture
def test_a_thousand_good_pages_and_twenty_bombs():
    bombs = [make for make, _ in PAGES.values()]
    asks = []
    for number in range(1_020):
        bomb = number % 51 == 7
        content = bombs[(number // 51) % len(bombs)]() if bomb else f"{SENTENCE} Page {number} ends here.".encode()
        asks.append(Document(known=Known(source=str(number)), content=content))
    found = list(read_isolated(asks))
    assert [f.source for f in found] == [a.known.source for a in asks]
    good = [f for i, f in enumerate(found) if i % 51 != 7]
    assert len(good) == 1_000
    assert all(isinstance(f, Report) for f in good)


def warc_record(uri, body, head=""):
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n".encode() + body
    lines = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: {uri}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date: 2020-01-01T00:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(http)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + http + b"\r\n\r\n"


def packed_spaces():
    """A quarter of a gibibyte of spaces as a quarter of a megabyte of gzip, made without holding it."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed:
        for _ in range(256):
            packed.write(b" " * (1 << 20))
    return out.getvalue()


BOMB = """
import sys
from harmel.reading import documents, Options
from harmel.records import Reject
for found in documents(sys.argv[1:], Options()):
    print(type(found).__name__, getattr(found, "reason", ""))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.fixture(scope="module")
def bomb():
    return packed_spaces()


@pytest.mark.parametrize("form", ["body.warc", "member.warc.gz", "page.html.gz"])
def test_archive_bombs_are_refused_with_a_reason_in_little_memory(form, bomb, tmp_path):
    path = tmp_path / form
    good = warc_record("https://a.example/good", f"<p>{SENTENCE}</p>".encode())
    if form == "body.warc":
        path.write_bytes(warc_record("https://a.example/bomb", bomb, "Content-Encoding: gzip\r\n") + good)
    elif form == "member.warc.gz":
        inner = warc_record("https://a.example/bomb", b" " * (64 << 20))
        path.write_bytes(gzip.compress(inner) + gzip.compress(good))
    else:
        path.write_bytes(bomb)
    command = [sys.executable, "-c", BOMB, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    *rows, peak = done.stdout.splitlines()
    assert rows[0].startswith("Reject unpacks to more than 20 MB or 200:1")
    assert rows[1:] == ([] if form == "page.html.gz" else ["Document "])
    assert int(peak) <= 200 * 1024


def test_a_warc_file_that_breaks_off_gives_what_came_before_and_says_so(tmp_path):
    path = tmp_path / "cut.warc.gz"
    whole = warc_record("https://a.example/1", f"<p>{SENTENCE}</p>".encode())
    path.write_bytes(gzip.compress(whole) + gzip.compress(whole)[:150])
    found = list(documents([path], Options()))
    assert isinstance(found[0], Document)
    assert "damaged archive" in found[1].reason
