"""Word classes from unlabelled text: skip-gram vectors (gensim), grouped by k-means (scikit-learn).

Needs the `train` extra. What it writes is an input of `antt train`, kept under `models/`, because the texts
themselves can't be shipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.extract.clusters import SYLLABLE_SIZES, WORD_SIZES, syllable_key, word_key

_SYLLABLE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]")
LEAST = 5  # a word seen fewer times has no class
SEED = 1


def train(segmented: Path, folder: Path) -> None:
    """Writes `syllables.tsv` and `words.tsv` into the folder.

    `segmented` is a text file with a line of text a line, its words (underthesea's) separated by tabs.
    """
    _write(folder / "syllables.tsv", _Lines(segmented, syllables=True), SYLLABLE_SIZES)
    _write(folder / "words.tsv", _Lines(segmented, syllables=False), WORD_SIZES)


class _Lines:
    """The lines as lists of keys; gensim reads them several times."""

    def __init__(self, path: Path, *, syllables: bool) -> None:
        self._path = path
        self._syllables = syllables

    def __iter__(self) -> Iterator[list[str]]:
        with self._path.open(encoding="utf-8") as lines:
            for line in lines:
                words = line.rstrip("\n").split("\t")
                if self._syllables:
                    yield [syllable_key(piece) for word in words for piece in _SYLLABLE.findall(word)]
                else:
                    yield [word_key(word) for word in words]


def _write(path: Path, lines: Iterable[list[str]], sizes: tuple[int, ...]) -> None:
    """One row a word: the word and its class in each of the sizes.

    Words of three syllables and more are left out: most are names of persons, of whom no list may be made.
    """
    from gensim.models import Word2Vec
    from sklearn.cluster import MiniBatchKMeans

    model = Word2Vec(
        lines, sg=1, vector_size=64, window=3, min_count=LEAST, negative=8, sample=1e-4, epochs=4, seed=SEED, workers=1
    )
    words = [word for word in model.wv.index_to_key if word.count(" ") < 2]
    vectors = model.wv[words]
    vectors = vectors / (vectors**2).sum(axis=1, keepdims=True) ** 0.5
    classes = [
        MiniBatchKMeans(size, random_state=SEED, n_init=3, batch_size=4096).fit_predict(vectors) for size in sizes
    ]
    with path.open("w", encoding="utf-8") as out:
        for word, row in sorted(zip(words, zip(*classes, strict=True), strict=True)):
            out.write("\t".join([word, *map(str, row)]) + "\n")
