"""Rules in words: every rule of the lexicon can be told, and so can every way in which a clause turns one."""

from harmel.actors import Registry
from harmel.events import accounts, explain, reason
from harmel.events.lexicon import lexicon
from harmel.language.parse import parse
from harmel.records import Report


def test_every_rule_of_the_lexicon_is_told_in_words():
    for name, entry in lexicon().entries.items():
        told = reason(name)
        assert told is not None, name
        assert told.code == entry.code
        assert all(told.asks), name
        assert not set("{}<>@#[]~") & set("".join(told.asks) + told.example), (name, told.asks)


def test_a_class_is_named_by_what_it_holds():
    told = reason("verbs/@break @law")
    assert told.asks[0].startswith("the verb of the class “break” (")
    assert "treaty" in told.asks[1]
    assert " more)" in told.asks[1]


def test_a_demand_by_must_and_an_unknown_rule():
    assert "must" in reason("must").asks[0]
    assert reason("verbs/such as nobody wrote") is None


def test_accounts_and_lines_tell_the_same():
    text = "Estonia condemned the raid. Russia will withdraw its envoy from Oslo."
    report = Report(report_id="r", source="a.txt", text=text, body_spans=((0, len(text)),))
    parsed = parse(report, Registry.load())
    told = list(accounts(parsed))
    lines = list(explain(parsed))
    assert [text[a.start : a.end] for a in told] == [
        "Estonia condemned the raid.",
        "Russia will withdraw its envoy from Oslo.",
    ]
    assert [line for a in told for line in a.coded] == [line[12:] for line in lines if line.startswith("  coded")]
    for account in told:
        assert [text[w.start : w.start + len(w.text)] for w in account.words] == [w.text for w in account.words]
        assert sum(w.head == i for i, w in enumerate(account.words)) == 1
