"""A loaded spaCy pipeline → the arrays that its tagger and its parser compute with, laid out for whole batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

Floats = NDArray[np.float32]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Maxout:
    """A maxout layer and its normalisation: the columns of one piece lie together, so a maximum is over whole runs."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """All that turns words into tags, heads and labels, every matrix laid out for ``rows @ matrix``.

    ``hashed`` and ``embed`` make a word's vector of the attributes in ``columns``; ``encode`` mixes in its neighbours.
    ``down`` makes a word's vector shorter for the parser; ``lower`` takes eight of those, each with a last number that
    is 1 where no word stands at that place, and ``upper`` scores the moves, such as ``L-nsubj``.
    """

    columns: tuple[str, ...]
    hashed: Any
    embed: Maxout
    encode: tuple[Maxout, ...]
    padding: int
    tags: Floats
    tags_bias: Floats
    tag_ids: Hashes
    down: Floats
    down_bias: Floats
    lower: Floats
    lower_bias: Floats
    upper: Floats
    upper_bias: Floats
    moves: tuple[str, ...]
    move_labels: Hashes


def weights(nlp: Language) -> Weights:
    """Read the arrays of a pipeline that has spaCy's standard ``tok2vec``, ``tagger`` and ``parser``."""
    words: Any = nlp.get_pipe("tok2vec")
    tagger: Any = nlp.get_pipe("tagger")
    parser: Any = nlp.get_pipe("parser")
    columns, _, hashed, mixed, _ = words.model.get_ref("embed").layers
    encode, softmax = words.model.get_ref("encode"), _only(tagger.model, "softmax")
    vectors, lower, upper = parser.model.layers
    down = _only(vectors, "linear")
    return Weights(
        columns=tuple(columns.attrs["columns"]),
        hashed=hashed,
        embed=next(_maxouts(mixed)),
        encode=tuple(_maxouts(encode)),
        padding=encode.attrs["pad"],
        tags=_turned(softmax),
        tags_bias=softmax.get_param("b"),
        tag_ids=np.array([nlp.vocab.strings[tag] for tag in tagger.labels], np.uint64),
        down=_turned(down),
        down_bias=down.get_param("b"),
        lower=_by_place(lower),
        lower_bias=np.ascontiguousarray(lower.get_param("b").T.reshape(-1)),
        upper=_turned(upper),
        upper_bias=upper.get_param("b"),
        moves=tuple(parser.move_names),
        move_labels=np.array([nlp.vocab.strings.add(move[2:]) for move in parser.move_names], np.uint64),
    )


def _by_place(lower: Any) -> Floats:  # noqa: ANN401 - layers have no types of their own
    """Lay out, place by place, what each number of a word's vector adds to a state, and then what no word adds."""
    words = lower.get_param("W").transpose(0, 3, 2, 1)  # place, from, piece, to
    empty = lower.get_param("pad")[0].transpose(0, 2, 1)[:, None]
    whole = np.concatenate([words, empty], axis=1)
    return np.ascontiguousarray(whole.reshape(-1, whole.shape[2] * whole.shape[3]))


def _only(model: Any, name: str) -> Any:  # noqa: ANN401 - layers have no types of their own
    (found,) = (node for node in model.walk() if node.name == name)
    return found


def _turned(layer: Any) -> Floats:  # noqa: ANN401
    return np.ascontiguousarray(layer.get_param("W").T)


def _maxouts(encode: Any) -> Iterator[Maxout]:  # noqa: ANN401
    layers = [node for node in encode.walk() if node.name in ("maxout", "layernorm")]
    for maxout, norm in zip(layers[::2], layers[1::2], strict=True):
        by_piece = maxout.get_param("W").transpose(2, 1, 0)  # from, piece, to
        yield Maxout(
            weights=np.ascontiguousarray(by_piece.reshape(len(by_piece), -1)),
            bias=np.ascontiguousarray(maxout.get_param("b").T.reshape(-1)),
            gain=norm.get_param("G"),
            shift=norm.get_param("b"),
        )
