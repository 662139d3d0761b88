"""Work off the requests: once a question, its errors kept, its queue bounded."""

from threading import Event

import pytest

from harmel.errors import BusyError, RefusalError
from harmel.web.background.jobs import Jobs


def refusing():
    raise RefusalError("too few acts", remedy="take a longer span")


def test_a_question_is_worked_on_once():
    jobs, done = Jobs(), []
    for _ in range(3):
        assert jobs.ask("a", lambda: done.append(1) or "x").value == "x"
    assert done == [1]


def test_a_page_does_not_wait_and_the_outcome_comes_later():
    jobs, gate = Jobs(), Event()
    job = jobs.ask("slow", lambda: gate.wait(10) and "there", patience=0.01)
    assert not job.done
    gate.set()
    assert jobs.ask("slow", refusing, patience=10).value == "there"


def test_a_refusal_is_kept_and_a_bug_is_told():
    jobs = Jobs()
    assert str(jobs.ask("r", refusing).error) == "too few acts (take a longer span)"
    assert "ZeroDivisionError" in str(jobs.ask("b", lambda: 1 / 0).error)
    assert jobs.ask("after", lambda: 2).value == 2


def test_too_many_questions_are_turned_away():
    jobs, gate = Jobs(), Event()
    first = jobs.ask("first", lambda: gate.wait(10), patience=0.2)
    for number in range(6):
        jobs.ask(number, lambda: gate.wait(10), patience=0)
    with pytest.raises(BusyError, match="already"):
        jobs.ask("one more", lambda: gate.wait(10), patience=0)
    gate.set()
    assert first.finished.wait(10)
