"""F1 over runs of four words, as the article-extraction-benchmark counts it."""

import re
import statistics
from collections import Counter


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words of a text."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)


def f1(rows: list[tuple[str, str]]) -> float:
    """Score (truth, found) pairs: mean precision and mean recall over the pages, joined."""
    precisions, recalls = [], []
    for truth, found in rows:
        wanted, got = shingles(truth), shingles(found)
        both = sum((wanted & got).values())
        precisions.append(both / sum(got.values()) if got else 0.0)
        recalls.append(both / sum(wanted.values()) if wanted else 1.0)
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
