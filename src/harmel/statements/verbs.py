"""Verbal cues: a verb of saying or holding, with the content that syntax gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmel.statements.drafts import Draft
from harmel.statements.lexicon import Lexicon, Use
from harmel.statements.sources import source_of, spans_of
from harmel.statements.tree import PASSIVE_SUBJECTS, Tree

_SPEAKING = frozenset({"said", "says", "told"})
_COMPLEMENTS = frozenset({"dobj", "oprd", "ccomp", "xcomp", "acomp", "attr", "dative"})
_PAIRED_PREPOSITIONS = frozenset({"as", "of", "for", "with", "to", "from", "on", "against", "into"})


def verbal(tree: Tree, cues: Lexicon) -> Iterator[Draft]:
    """Find the verbal cues of a sentence; a cue that may take a quotation is given even while it has no content."""
    for i, word in enumerate(tree.words):
        uses = cues.verbs.get(word)
        if uses and (tree.is_verb(i) or word in _SPEAKING):
            yield _draft(tree, i, uses)


def _draft(tree: Tree, verb: int, uses: Sequence[Use]) -> Draft:
    use, content, extra = _content(tree, verb, uses)
    source, speaker = source_of(tree, verb)
    taken = set(content)
    source = [t for t in source if t not in taken]
    if speaker in taken or not source:
        source, speaker = [], -1
    return Draft(
        tree=tree,
        head=verb,
        use=use,
        place=tree.starts[verb],
        cue=spans_of(tree, [*_cue_tokens(tree, verb), *extra]),
        source=spans_of(tree, source),
        speaker=tree.starts[speaker] if speaker >= 0 else -1,
        content=list(spans_of(tree, _trimmed(tree, content))),
        addressee=spans_of(tree, _addressee(tree, verb, use)),
    )


def _cue_tokens(tree: Tree, verb: int) -> list[int]:
    near = [k for k in tree.kids[verb] if tree.deps[k] in {"aux", "auxpass", "neg", "prt"}]
    return sorted([verb, *near])


def _addressee(tree: Tree, verb: int, use: Use) -> list[int]:
    spoken_to = tree.kid(verb, ("dobj", "dative")) if use.told else None
    return [] if spoken_to is None else list(tree.below(spoken_to))


def _content(tree: Tree, verb: int, uses: Sequence[Use]) -> tuple[Use, list[int], list[int]]:
    """Try what each use of the verb can take, the surest first; the second list is what joins the cue."""
    for kind, find in _FINDERS:
        for use in uses:
            if kind in use.takes and (content := find(tree, verb, use)):
                return use, content, []
    for use in uses:
        for kid in tree.kids[verb]:
            if tree.deps[kid] == "prep" and tree.words[kid] in use.prepositions:
                content = [t for t in tree.below(kid) if t != kid]
                if content:
                    return use, content, [kid]
    quoting = next((u for u in uses if "quotation" in u.takes), uses[0])
    return quoting, [], []


def _clause(tree: Tree, verb: int, use: Use) -> list[int]:
    clauses = [k for k in tree.kids[verb] if tree.deps[k] == "ccomp"]
    if clauses:
        best = clauses[-1] if any(k > verb for k in clauses) else clauses[0]
        return _around(tree, best, verb)
    if tree.deps[verb] in {"parataxis", "ccomp", "advcl"} and tree.kid(verb, ("nsubj",)) is not None:
        return _host_clause(tree, verb)
    del use
    return []


def _around(tree: Tree, clause: int, verb: int) -> list[int]:
    """Give a clause without the cue's own words, which may stand in its middle."""
    own = {verb}
    for kid in tree.kids[verb]:
        if kid != clause:
            own.update(tree.below(kid))
    return [t for t in range(tree.lefts[clause], tree.rights[clause] + 1) if t not in own]


def _host_clause(tree: Tree, verb: int) -> list[int]:
    """Take the clause that a cue in parenthesis or after "as" stands in."""
    mark = tree.kid(verb, ("mark",))
    if tree.deps[verb] == "advcl" and (mark is None or tree.words[mark] != "as"):
        return []
    host = tree.heads[verb]
    if host == verb or tree.deps[verb] == "ccomp":
        return []
    own = set(tree.below(verb))
    return [t for t in range(tree.lefts[host], tree.rights[host] + 1) if t not in own]


def _infinitive(tree: Tree, verb: int, use: Use) -> list[int]:
    clause = tree.kid(verb, ("xcomp",))
    if clause is None or not any(tree.words[k] == "to" for k in tree.kids[clause]):
        return []
    del use
    subject = tree.kid(verb, PASSIVE_SUBJECTS)
    content = list(range(tree.lefts[clause], tree.rights[clause] + 1))
    return content if subject is None else [*tree.below(subject), *content]


def _object(tree: Tree, verb: int, use: Use) -> list[int]:
    if use.told:
        return []
    named = tree.kid(verb, ("dobj", *PASSIVE_SUBJECTS))
    return [] if named is None else list(range(tree.lefts[named], tree.rights[named] + 1))


def _pair(tree: Tree, verb: int, use: Use) -> list[int]:
    """Take an object with what is said of it: "called it a threat", "accused Moscow of lying"."""
    del use
    right = [
        k
        for k in tree.kids[verb]
        if k > verb
        and (tree.deps[k] in _COMPLEMENTS or (tree.deps[k] == "prep" and tree.words[k] in _PAIRED_PREPOSITIONS))
    ]
    subject = tree.kid(verb, PASSIVE_SUBJECTS)
    if not right or (subject is None and not any(tree.deps[k] in _COMPLEMENTS for k in right)):
        return []
    content = list(range(min(tree.lefts[k] for k in right), max(tree.rights[k] for k in right) + 1))
    return content if subject is None else [*tree.below(subject), *content]


_FINDERS = (("clause", _clause), ("infinitive", _infinitive), ("pair", _pair), ("object", _object))


def _trimmed(tree: Tree, content: list[int]) -> list[int]:
    """Leave out punctuation at the edges of each run, quotation marks excepted."""
    kept = sorted(set(content))
    while kept and tree.words[kept[-1]] in {",", ".", ";", ":", "-", "—", "–"}:
        kept.pop()
    while kept and tree.words[kept[0]] in {",", ".", ";", ":", "-", "—", "–"}:
        kept.pop(0)
    return kept
