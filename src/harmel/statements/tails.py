"""Where a content ends: what the reporter adds behind it is cut off, what the parse has lost of it is taken back."""

from __future__ import annotations

import os
from harmel.statements.lexicon import lexicon
from harmel.statements.tree import SUBJECTS, Tree
T=set(os.environ.get('T','rel,ger,adv,semi,conj,dash,inf,because,including,modal,obj').split(','))
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
        if kid > end and _belongs(tree, verb, kid, content):
            end = max(end, tree.rights[kid])
    return [*content, *range(content[-1] + 1, end + 1)]


def _belongs(tree: Tree, verb: int, kid: int, content: list[int]) -> bool:
    """Say whether a branch of the cue behind its content is a lost part of the content."""
    dep, tag = tree.deps[kid], tree.tags[kid]
    if dep == "conj":
        bare = tag == "VB" and tree.tags[verb] != "VB"
        modal = any(tree.tags[k] == "MD" for k in tree.kids[kid]) and not any(tree.tags[k] == "MD" for k in tree.kids[verb])
        own = tree.kid(kid, SUBJECTS) is not None
        return ('inf' in T and bare and not own and not modal) or ('modal' in T and modal and not own)
    if dep == "advcl":
        mark = tree.kid(kid, ("mark",))
        return 'because' in T and mark is not None and tree.words[mark] in _REASON
    return 'including' in T and dep == "prep" and tree.words[kid] == "including"


def _cut(tree: Tree, verb: int, content: list[int]) -> list[int]:
    """End a content before the first thing behind it that is the reporter's own."""
    first = content[0]
    for place, t in enumerate(content):
        if place and t > first and _reporters(tree, verb, t, content):
            return content[:place]
    return content


def _reporters(tree: Tree, verb: int, t: int, content: list[int]) -> bool:
    word = tree.words[t]
    if word == ";":
        return 'semi' in T
    if word in _DASHES:
        return 'dash' in T and not any(tree.words[u] in _DASHES for u in content if u > t)
    if word == ",":
        return _aside(tree, t, content)
    if tree.tags[t] == "CC" and 'conj' in T:
        return _other_cue(tree, verb, t, content)
    return False


def _aside(tree: Tree, comma: int, content: list[int]) -> bool:
    """Say whether a comma opens the reporter's aside: a relative clause, "although …", "citing …"."""
    after = comma + 1
    if after >= tree.size or after > content[-1]:
        return False
    word = tree.words[after]
    if 'rel' in T and word in _RELATIVE:
        clause = next((h for h in (after, *tree.above(after)) if tree.deps[h] == "relcl"), None)
        return clause is not None and tree.rights[clause] >= content[-1]-1
    if 'adv' in T and word in _ASIDE:
        clause = next((h for h in (after, *tree.above(after)) if tree.deps[h] == "advcl"), None)
        return clause is not None and tree.lefts[clause] == after and tree.rights[clause] >= content[-1]-1
    if 'ger' in T and tree.tags[after] == "VBG" and tree.deps[after] == "advcl":
        return word in lexicon().verbs and tree.rights[after] >= content[-1]-1
    if 'gerall' in T and tree.tags[after] == "VBG" and tree.deps[after] == "advcl":
        return tree.rights[after] >= content[-1]-1
    return False


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
