"""Why words were taken as a statement, in words: the cue that announces it, what that cue takes, what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harmel.records import Statement
from harmel.statements.lexicon import Use, lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TAKES = {
    "quotation": "words in quotation marks", "clause": "a clause", "infinitive": "“to …”", "object": "a noun phrase",
    "pair": "a noun phrase with what is said of it",
}  # fmt: skip
_QUOTED = {
    "direct": "All of the words stand in quotation marks.",
    "indirect": "The report gives the words in its own sentence, without quotation marks.",
    "mixed": "Part of the words stand in quotation marks.",
}


def reason(statement: Statement) -> tuple[str, ...]:
    """Say why a statement was taken for one, and what gave it its stance.

    >>> reason(Statement(report_id="r", statement_id="s", cue="has denied", stance="deny"))[0]
    'The cue “has denied”: “deny” announces words (a clause, a noun phrase, words in quotation marks) as deny.'
    """
    return tuple(_lines(statement))


def _lines(statement: Statement) -> Iterator[str]:
    uses = _uses(statement.cue)
    if not statement.cue:
        yield "No cue: the words stand in quotation marks beside the one who is named as their speaker."
    for use in sorted(uses, key=lambda use: use.stance != statement.stance)[:1]:
        takes = ", ".join(sorted(_TAKES[kind] for kind in use.takes)) or ", ".join(sorted(use.prepositions))
        yield f"The cue “{statement.cue}”: “{use.lemma}” announces words ({takes}) as {use.stance}."
        if use.belief:
            yield "It tells what someone holds rather than what they said."
    if statement.cue and not uses:
        yield f"The cue “{statement.cue}” attributes the words."
    if uses and statement.stance not in {use.stance for use in uses}:
        yield f"What is said, or how the cue is turned, makes it {statement.stance} instead."
    yield _QUOTED[statement.quotation]


def _uses(cue: str) -> list[Use]:
    """Give the entries of the lexicon for the words of a cue, a verb's before a noun's."""
    known = lexicon()
    words = [word.lower() for word in _WORD.findall(cue)]
    for forms in (known.verbs, known.nouns):
        found = [use for word in reversed(words) for use in forms.get(word, ())]
        if found:
            return found
    return []
