"""Where a content ends: what the reporter adds behind it is cut off, what the parse has lost of it is taken back."""

from __future__ import annotations

from harmel.statements.lexicon import lexicon
from harmel.statements.tree import SUBJECTS, Tree

_RELATIVE = frozenset({"which", "who", "whose", "where", "whom"})
_ASIDE = frozenset({"although", "though", "while", "whereas", "as", "when", "even"})
_REASON = frozenset({"because", "unless", "if"})
_DASHES = frozenset({"--", "—", "–"})


def settled(tree: Tree, verb: int, content: list[int]) -> list[int]:
    """Give a content that follows its cue with its end set right."""
    if not content or content[0] < verb:
        return content
    return _cut(tree, verb, _extended(tree, verb, content))


def _extended(tree: Tree, verb: int, content: list[int]) -> list[int]:
    end = content[-1]
    for kid in tree.kids[verb]:
        if kid > end and _belongs(tree, verb, kid):
            end = max(end, tree.rights[kid])
    return [*content, *range(content[-1] + 1, end + 1)]


def _belongs(tree: Tree, verb: int, kid: int) -> bool:
    """Say whether a branch of the cue behind its content is a lost part of the content."""
    dep = tree.deps[kid]
    if dep == "conj":
        return tree.kid(kid, SUBJECTS) is None and _other_form(tree, verb, kid)
    if dep == "advcl":
        mark = tree.kid(kid, ("mark",))
        return mark is not None and tree.words[mark] in _REASON
    return dep == "prep" and tree.words[kid] == "including"


def _other_form(tree: Tree, verb: int, kid: int) -> bool:
    """Say whether a coordinated verb cannot be coordinated with the cue: "wants to stay and **grow**"."""
    modal = _modal(tree, kid)
    return (modal and not _modal(tree, verb)) or (not modal and tree.tags[kid] == "VB" and tree.tags[verb] != "VB")


def _modal(tree: Tree, verb: int) -> bool:
    return any(tree.tags[k] == "MD" for k in tree.kids[verb])


def _cut(tree: Tree, verb: int, content: list[int]) -> list[int]:
    """End a content before the first thing behind it that is the reporter's own."""
    for place, t in enumerate(content):
        if place and _reporters(tree, verb, t, content):
            return content[:place]
    return content


def _reporters(tree: Tree, verb: int, t: int, content: list[int]) -> bool:
    word = tree.words[t]
    if word == ",":
        return _aside(tree, t, content)
    if word in _DASHES:
        return not any(tree.words[u] in _DASHES for u in content if u > t)
    return word == ";" or (tree.tags[t] == "CC" and _other_cue(tree, verb, t, content))


def _aside(tree: Tree, comma: int, content: list[int]) -> bool:
    """Say whether a comma opens the reporter's aside: a relative clause, "although …", "citing …"."""
    after = comma + 1
    if after > content[-1]:
        return False
    word = tree.words[after]
    if word in _RELATIVE:
        clause = _clause_of(tree, after, "relcl")
    elif word in _ASIDE:
        clause = _clause_of(tree, after, "advcl")
        clause = clause if clause is not None and tree.lefts[clause] == after else None
    else:
        citing = tree.tags[after] == "VBG" and tree.deps[after] == "advcl" and word in lexicon().verbs
        clause = after if citing else None
    return clause is not None and tree.rights[clause] >= content[-1] - 1


def _clause_of(tree: Tree, t: int, dep: str) -> int | None:
    return next((h for h in (t, *tree.above(t)) if tree.deps[h] == dep), None)


def _other_cue(tree: Tree, verb: int, conjunction: int, content: list[int]) -> bool:
    """Say whether "and" goes on with another cue, in the tense of this one, rather than with the content."""
    other = next((k for k in tree.kids[tree.heads[conjunction]] if k > conjunction and tree.deps[k] == "conj"), None)
    if other is None or other not in content or not tree.is_verb(other):
        return False
    uses = lexicon().verbs.get(tree.words[other], ())
    if not any(not u.belief for u in uses):
        return False
    subject = tree.kid(other, SUBJECTS)
    finite = tree.tags[other] in {"VBD", "VBZ", "VBP"}
    content_clause = tree.kid(other, ("ccomp", "xcomp", "dobj")) is not None
    if subject is None:
        return finite and tree.tags[other] == tree.tags[verb] and content_clause
    return finite and tree.kid(other, ("ccomp",)) is not None and tree.words[conjunction - 1] == ","
