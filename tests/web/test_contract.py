"""The API keeps what its description promises: every operation, every check, generated requests good and bad."""

from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import FailureGroup

from harmel.ledger import Ledger
from harmel.settings import rivalry
from harmel.web import create_app
from harmel.web.background.fits import Fitter
from harmel.web.pages.offered import MODELS
from hostile_report import coded

QUICK, LONG = 2, 100  # good requests to each operation, and as many bad ones
ALWAYS_ONE = {"GET /api/v1/watches", "GET /api/v1/models"}  # no parameter: there is one request
NOT_TOLD = {
    "/api/v1/sql": ({400}, "positive_data_acceptance"),
    "/api/v1/watches": ({400}, "positive_data_acceptance"),
    "/api/v1/uploads": ({200}, "negative_data_rejection"),
    **{f"/api/v1/models/{name}": ({400, 422, 429}, "positive_data_acceptance") for name in MODELS},
}
"""What no schema can tell: where a parameter is a language of its own (SQL, a query string), its schema is "text" and
400 says what is wrong; and a part of a form that is meant as a number is a file that holds digits. A measure refuses,
in words, what the ledger is too poor for, and is not begun while too many others are."""


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    path = tmp_path_factory.mktemp("contract") / "l.db"
    with Ledger.open(path) as opened:
        for number in range(12):
            opened.add(coded(number))
    made = create_app(path, rivalry("nato-russia"), hosts=("testserver",))
    made.state.desk.fitter = Fitter(seconds=5)
    yield made
    made.state.gate.close()
    made.state.desk.close()


@pytest.fixture(scope="module")
def api(app):
    load_all_checks()
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


def failures(api, examples):
    """Ask every operation that many times in each way; give what was asked and what did not hold."""
    asked, found = Counter(), []
    for result in api.get_all_operations():
        operation = result.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try:
                _ask(operation, mode, examples, asked)
            except Unsatisfiable:  # nothing bad can be sent to an operation without parameters
                assert mode is GenerationMode.NEGATIVE
            except FailureGroup as group:
                found += [f"{operation.label}: {one}" for one in group.exceptions]
    return asked, found


def _ask(operation, mode, examples, asked):
    statuses, check = NOT_TOLD.get(operation.path, ((), ""))

    @given(operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
    def run(case):
        asked[operation.label] += 1
        answer = case.call()
        spared = [CHECKS.get_one(check)] if answer.status_code in statuses else []
        case.validate_response(answer, excluded_checks=spared)

    run()


def test_every_operation_keeps_its_contract(api):
    asked, found = failures(api, QUICK)
    assert found == []
    assert len(asked) >= 30
    assert {label for label, times in asked.items() if times < QUICK} <= ALWAYS_ONE


@pytest.mark.torture
def test_every_operation_keeps_its_contract_for_long(api):
    asked, found = failures(api, LONG)
    print(f"schemathesis: {len(asked)} operations, {sum(asked.values())} requests, {len(found)} failures")  # noqa: T201
    assert found == []
    assert {label for label, times in asked.items() if times < 2 * LONG} <= ALWAYS_ONE
