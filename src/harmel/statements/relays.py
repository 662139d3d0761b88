"""Relayed speech: "the paper quoted him as saying …", "…," the agency quoted her, "reported, citing two officials"."""

from __future__ import annotations

from collections.abc import Sequence

from harmel.statements.drafts import Draft
from harmel.statements.lexicon import lexicon
from harmel.statements.sources import agent_of, name_tokens, source_of, spans_of
from harmel.statements.tree import PASSIVE_SUBJECTS, Tree

_REPORTING = frozenset({"reported", "reports", "said", "says", "wrote", "writes"})


def relayed(drafts: Sequence[Draft]) -> list[Draft]:
    """Give what was quoted to the one who is quoted, and keep who carried it as the relay."""
    by_place = {d.place: d for d in drafts}
    dropped: set[int] = set()
    for draft in drafts:
        if draft.use.lemma in {"quote", "cite"} and draft.head >= 0:
            inner = _as_saying(draft, by_place)
            if inner is not None:
                _carry(draft, inner)
                dropped.add(id(draft))
            elif draft.use.lemma == "quote" and draft.given:
                draft.content = list(draft.given)
                _carry(draft, draft)
            elif draft.use.lemma == "quote":
                dropped.add(id(draft))
            elif draft.tree.tags[draft.head] == "VBG":
                _cited(draft, by_place)
    return [d for d in drafts if id(d) not in dropped]


def _quoted(tree: Tree, verb: int) -> int | None:
    return tree.kid(verb, ("dobj", "dative", *PASSIVE_SUBJECTS))


def _as_saying(draft: Draft, by_place: dict[int, Draft]) -> Draft | None:
    tree = draft.tree
    link = next((k for k in tree.kids[draft.head] if tree.words[k] == "as" and k > draft.head), None)
    said = None if link is None else tree.kid(link, ("pcomp",))
    return None if said is None else by_place.get(tree.starts[said])


def _carry(outer: Draft, inner: Draft) -> None:
    """Move the speaker's part from the verb of quoting to the statement, and make its subject the relay."""
    tree, verb = outer.tree, outer.head
    named = _quoted(tree, verb)
    if named is None:
        return
    passive = tree.deps[named] in PASSIVE_SUBJECTS
    carrier = source_of(tree, verb, frozenset())
    if passive and carrier.head < 0:
        carrier = agent_of(inner.tree, inner.head)
    if not (passive and carrier.head == named):
        inner.relay = spans_of(tree, [t for t in carrier.tokens if t != named])
        inner.carrier = tree.starts[carrier.head] if carrier.head >= 0 else -1
    inner.source = spans_of(tree, name_tokens(tree, named))
    inner.speaker = tree.starts[named]
    if inner is not outer:
        inner.cue = tuple(sorted({*outer.cue, *inner.cue}))
        inner.content += outer.given
        inner.given += outer.given


def _cited(draft: Draft, by_place: dict[int, Draft]) -> None:
    """Read "the agency reported …, citing officials": the officials are the source, the agency carries it."""
    tree = draft.tree
    head = tree.heads[draft.head]
    host = draft if draft.way == "clause" else by_place.get(tree.starts[head])
    named = tree.kid(draft.head, ("dobj",))
    if host is None or named is None or host.relay or not host.content or tree.words[head] not in _REPORTING:
        return
    unnamed = {tree.words[t] for t in tree.below(named)} & (lexicon().roles["unnamed"] | lexicon().roles["media"])
    if not (unnamed or host is draft):
        return
    host.relay, host.carrier = host.source, host.speaker
    host.source = spans_of(tree, name_tokens(tree, named))
    host.speaker = tree.starts[named]
    if host is not draft:
        draft.content = []
