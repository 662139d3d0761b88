"""The figures of the page and the API in a quick form, one line each: what, asked, got; it fails when one is missed.

``make torture`` takes the same figures at full length; rows 10 and 16 need Chromium and are held by ``make test``.
"""

import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "web")]

import schemathesis  # noqa: E402
import test_contract  # noqa: E402
import test_injection  # noqa: E402
import test_load  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402
from schemathesis.checks import load_all_checks  # noqa: E402

from harmel.ledger import Ledger  # noqa: E402
from harmel.settings import rivalry  # noqa: E402
from harmel.web import create_app  # noqa: E402
from harmel.web.background.fits import Fitter  # noqa: E402
from hostile_report import coded  # noqa: E402

SECONDS, EXAMPLES, ROUNDS = 8, 2, 4
missed = []


def line(what, asked, got, *, held):
    print(f"{what:<52} {asked:<34} {got}{'' if held else '   MISSED'}", flush=True)  # noqa: T201
    if not held:
        missed.append(what)


def contract(app):
    load_all_checks()
    asked, found = test_contract.failures(schemathesis.openapi.from_asgi("/api/v1/openapi.json", app), EXAMPLES)
    got = f"{len(found)} in {sum(asked.values())} requests to {len(asked)} operations"
    line("9 schemathesis, all checks", "0 failures", got, held=not found)


def injection(client, path):
    before = test_injection.digest(path)
    strings = test_injection.STRINGS
    statuses, sent = test_injection.inject(client, lambda number: [strings[number * 7 % len(strings)]])
    written = test_injection.digest(path) != before
    broken = [status for status in statuses if status >= 500]
    got = f"{len(broken)} kinds of 5xx, {int(written)} writes in {sent} requests"
    line("12 strings of ill will in every parameter", "0 of status 500, 0 writes", got, held=not broken and not written)
    slowest = max(test_injection.stopped(client, query) for query in test_injection.SLOW)
    line("12 slow queries stopped", "within 1.2 s", f"{slowest:.2f} s", held=slowest <= test_injection.LIMIT)


def traversals(client):
    shut = sum(client.get(path).status_code in (400, 404, 405, 422) for path in test_injection.TRAVERSALS)
    every = len(test_injection.TRAVERSALS)
    line("13 traversals refused", "40 of 40", f"{shut} of {every}", held=shut == every >= 40)


def load(path):
    with test_load.started(path) as (address, pid):
        statuses, times, used = test_load.load(address, pid, SECONDS)
    bad = sum(n for status, n in statuses.items() if status >= 500)
    drift = max(abs(one - sum(used) / len(used)) for one in used) / (sum(used) / len(used))
    got = f"{bad} in {sum(statuses.values())} answers, median {times[len(times) // 2] * 1000:.0f} ms"
    line(f"15 a hundred clients for {SECONDS} s", "0 of status 5xx", got, held=not bad)
    line("15 memory in the second half", "flat, 10 %", f"{100 * drift:.1f} % of {max(used):.0f} MB", held=drift <= 0.1)
    left = test_load.rounds(path, ROUNDS)
    line(f"15 handles left after {ROUNDS} rounds of start and stop", "at most 2", str(left), held=left <= 2)


def main():
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "l.db"
        with Ledger.open(path) as opened:
            for number in range(40):
                opened.add(coded(number))
        app = create_app(path, rivalry("nato-russia"), hosts=("testserver",))
        app.state.desk.fitter = Fitter(seconds=5)
        client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
        injection(client, path)
        traversals(client)
        contract(app)
        app.state.gate.close()
        app.state.desk.close()
        load(path)
    print(f"{time.monotonic() - begun:.0f} s; {len(missed)} missed")  # noqa: T201
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
