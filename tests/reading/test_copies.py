import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from wire import corpus

from harmel.reading import Copies
from harmel.reading.copies import same_story, sketch
from harmel.reading.stories import _Anchors
from harmel.records import Report


def report(key, text):
    return Report(report_id=key, source=key, text=text, body_spans=((0, len(text)),))


def measured(rows):
    """Count pairs: found and right, found, right; and per kind of edit how many copies joined their story."""
    seen = Copies()
    told = [(seen.origin(report(str(i), text)), story, kind) for i, (text, story, kind) in enumerate(rows)]
    both, found, right = Counter(), Counter(), Counter()
    for origin, story, _ in told:
        both[origin, story] += 1
        found[origin] += 1
        right[story] += 1
    pairs = lambda counts: sum(n * (n - 1) // 2 for n in counts.values())  # noqa: E731
    main = defaultdict(Counter)
    for origin, story, _ in told:
        main[story][origin] += 1
    kinds = defaultdict(list)
    for origin, story, kind in told:
        kinds[kind].append(origin == main[story].most_common(1)[0][0])
    return pairs(both) / pairs(found), pairs(both) / pairs(right), {k: sum(v) / len(v) for k, v in kinds.items()}


def test_copies_by_the_kinds_of_edit_that_editors_make_keep_their_floors():
    floors = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["reading"]
    precision, recall, _ = measured(corpus(seed=7, stories=150))
    assert precision >= floors["copies_precision"]
    assert recall >= floors["copies_recall"]


@given(st.text(max_size=300), st.text(max_size=300))
def test_being_a_copy_is_mutual_and_a_text_is_a_copy_of_itself(one, other):
    a, b = sketch(one), sketch(other)
    assert same_story(a, b) == same_story(b, a)
    assert same_story(a, a) == (len(a.hashes) >= 9)


def test_memory_grows_with_stories_and_not_with_copies():
    rows = corpus(seed=3, stories=20)
    seen = Copies()
    for i, (text, _, _) in enumerate(rows):
        seen.origin(report(str(i), text))
    before = _size(seen)
    for i, (text, _, _) in enumerate(rows * 20):
        seen.origin(report(f"again {i}", text))
    assert _size(seen) == before


def _size(seen):
    anchors = [len(part._keys) + part._waiting for part in seen._anchors]
    return len(seen), len(seen._hashes._data), sum(anchors)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10_000)), max_size=60))
def test_every_story_under_an_anchor_is_found_sorted_in_or_not(pairs):
    anchors, plain = _Anchors(), defaultdict(list)
    for place, (anchor, story) in enumerate(pairs):
        anchors.add(anchor, story)
        plain[anchor].append(story)
        if place % 7 == 6:
            anchors._sort_in()
    assert {a: sorted(anchors.of(a)) for a in range(41)} == {a: sorted(plain[a]) for a in range(41)}


def test_what_a_short_report_is_known_by_takes_three_hundred_and_fifty_bytes():
    seen = Copies()
    for number in range(300):
        seen.origin(report(str(number), " ".join(f"word{number}x{place}" for place in range(50))))
    kept = 4 * len(seen._hashes._data) + 8 * sum(len(part._keys) + part._waiting for part in seen._anchors)
    assert len(seen) == 300
    assert kept <= 300 * 350
