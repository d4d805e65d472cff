"""A linear-chain CRF in numpy: reads weights that python-crfsuite trained, finds the best labels, and how sure it is.

The same model in pycrfsuite gives the same labels (a test compares them); here a value's weights are summed once and
kept, and all lines of a document go through Viterbi together, which makes it several times faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.extract.features import CHANNELS, SEPARATOR, Channel, Line, border_features, grams

Floats = npt.NDArray[np.float32]
CELLS = 50_000  # lines × tokens that are decoded together; bounds memory on an article of one long and many short lines
_KEPT = 60_000  # n-grams whose summed weights are kept for a channel; beyond, the channel's store begins anew
_FORBIDDEN = np.float32(-1e4)


class Weights:
    """State and transition weights of a trained model; `labels` in the order of every matrix' last axis."""

    def __init__(self, labels: list[str], features: dict[str, Floats], transitions: Floats) -> None:
        self.labels = labels
        self.features = features
        self.transitions = transitions

    def to_disk(self, path: Path) -> None:
        """One .npz without pickled objects: feature names as UTF-8 lines, weights as a sparse matrix by rows."""
        names = sorted(self.features)
        matrix = np.stack([self.features[name] for name in names])
        rows, columns = np.nonzero(matrix)
        np.savez_compressed(
            path,
            labels=np.frombuffer("\n".join(self.labels).encode(), dtype=np.uint8),
            names=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
            counts=np.bincount(rows, minlength=len(names)).astype(np.uint8),
            columns=columns.astype(np.uint8),
            values=matrix[rows, columns].astype(np.float16),
            transitions=self.transitions.astype(np.float32),
        )

    @classmethod
    def from_disk(cls, path: Path) -> Weights:
        with np.load(path, allow_pickle=False) as data:
            labels = bytes(data["labels"]).decode().split("\n")
            names = bytes(data["names"]).decode().split("\n")
            matrix = np.zeros((len(names), len(labels)), dtype=np.float32)
            rows = np.repeat(np.arange(len(names)), data["counts"])
            matrix[rows, data["columns"]] = data["values"]
            return cls(labels, dict(zip(names, matrix, strict=True)), data["transitions"])


class _Store:
    """The summed weights of a channel's n-grams: a table [n-gram, offset, label] whose first row, of zeros, is that
    of all unknown ones.

    Plain channels know all their n-grams from the model; a channel that takes its values apart adds what it meets.
    """

    def __init__(self, channel: Channel, weights: Weights) -> None:
        self.channel = channel
        self._weights = weights
        self._rows: dict[tuple[str, ...], int] = {}
        self.table: Floats = np.zeros((1024, len(channel.offsets), len(weights.labels)), dtype=np.float32)
        if channel.expand is None:
            for name in weights.features:
                _, _, value = name.partition(":")
                if value.startswith(f"{channel.name}="):
                    self._row(tuple(value[len(channel.name) + 1 :].split(SEPARATOR)))

    def rows(self, sequence: Sequence[tuple[str, ...]]) -> npt.NDArray[np.int32]:
        """The table's row of each n-gram."""
        known = self._rows
        if self.channel.expand is None:
            found = (known.get(gram, 0) for gram in sequence)
        else:
            if len(known) > _KEPT:
                known.clear()
            found = (known[gram] if gram in known else self._row(gram) for gram in sequence)
        return np.fromiter(found, dtype=np.int32, count=len(sequence))

    def _row(self, gram: tuple[str, ...]) -> int:
        """Sums the weights of the n-gram into its row."""
        if gram in self._rows:
            return self._rows[gram]
        row = len(self._rows) + 1
        if row == len(self.table):
            self.table = np.concatenate([self.table, np.zeros_like(self.table)])
        features = self._weights.features
        first = self.channel.offsets[0]
        self.table[row] = 0
        for offset, feature in self.channel.features(gram):
            weights = features.get(feature)
            if weights is not None:
                self.table[row, offset - first] += weights
        self._rows[gram] = row
        return row


class Decoder:
    """Lines → labels and their probabilities."""

    def __init__(self, weights: Weights) -> None:
        self.labels = weights.labels
        self._weights = weights
        self._stores = [_Store(channel, weights) for channel in CHANNELS]
        self._transitions = np.where(_allowed(weights.labels), weights.transitions, _FORBIDDEN)
        self._first = np.array([label[0] in "OBU" for label in weights.labels])
        self._last = np.array([label[0] in "OLU" for label in weights.labels])

    def decode(self, lines: Sequence[Line]) -> list[tuple[list[str], Floats]]:
        """For each line its labels and, an array as long, the probability of each label at its token."""
        found: list[tuple[list[str], Floats]] = [([], np.zeros(0, np.float32)) for _ in lines]
        for group in _groups([len(line.words) for line in lines]):
            states = [self._states(lines[i]) for i in group]
            for place, path, probabilities in zip(group, self._viterbi(states), self._marginals(states), strict=True):
                found[place] = ([self.labels[k] for k in path], probabilities[np.arange(len(path)), path])
        return found

    def _states(self, line: Line) -> Floats:
        """The line's state scores [token, label]."""
        length = len(line.words)
        scores: Floats = np.zeros((length, len(self.labels)), dtype=np.float32)
        bias = self._weights.features.get("bias")
        if bias is not None:
            scores += bias
        for store, (channel, sequence) in zip(self._stores, grams(line), strict=True):
            rows = store.rows(sequence)
            for column, offset in enumerate(channel.offsets):
                # An n-gram at token i counts at token i - offset.
                low, high = max(0, offset), min(len(rows), length + offset)
                if low < high:
                    scores[low - offset : high - offset] += store.table[rows[low:high], column]
        for i in {*range(min(3, length)), *range(max(0, length - 3), length)}:
            for feature in border_features(i, length):
                weights = self._weights.features.get(feature)
                if weights is not None:
                    scores[i] += weights
        scores[0, ~self._first] += _FORBIDDEN
        scores[-1, ~self._last] += _FORBIDDEN
        return scores

    def _viterbi(self, states: list[Floats]) -> list[npt.NDArray[np.int64]]:
        """The best path of each line; `states`, none empty, longest first: at each step those still running are a
        prefix.
        """
        longest = len(states[0])
        shortest_first = np.array([len(s) for s in reversed(states)])
        running = len(states) - np.searchsorted(shortest_first, np.arange(longest), side="right")
        score = np.stack([s[0] for s in states])
        back: list[npt.NDArray[np.int64]] = []
        final: list[Floats] = [s[-1] for s in states]
        for t in range(longest):
            if t:
                through = score[: running[t], :, None] + self._transitions
                pointers = through.argmax(axis=1)
                back.append(pointers)
                score = np.take_along_axis(through, pointers[:, None], axis=1)[:, 0]
                score += np.stack([s[t] for s in states[: running[t]]])
            for k in range(running[t + 1] if t + 1 < longest else 0, running[t]):
                final[k] = score[k]
        paths = []
        for k, state in enumerate(states):
            path = np.zeros(len(state), dtype=np.int64)
            path[-1] = final[k].argmax()
            for t in range(len(state) - 1, 0, -1):
                path[t - 1] = back[t - 1][k, path[t]]
            paths.append(path)
        return paths

    def _marginals(self, states: list[Floats]) -> list[Floats]:
        """The probability of every label at every token of each line (forward-backward, scaled at each step)."""
        longest = len(states[0])
        labels = len(self.labels)
        padded = np.full((longest, len(states), labels), 0, dtype=np.float32)
        mask = np.zeros((longest, len(states)), dtype=bool)
        for k, state in enumerate(states):
            padded[: len(state), k] = np.exp(state - state.max(axis=1, keepdims=True))
            mask[: len(state), k] = True
        through = np.exp(self._transitions)
        forward = np.empty_like(padded)
        forward[0] = padded[0]
        for t in range(1, longest):
            step = (forward[t - 1] @ through) * padded[t]
            forward[t] = step / np.maximum(step.sum(axis=1, keepdims=True), 1e-30)
        backward = np.ones((len(states), labels), dtype=np.float32)
        result = np.empty_like(padded)
        for t in range(longest - 1, -1, -1):
            result[t] = forward[t] * backward
            step = (padded[t] * backward) @ through.T
            step /= np.maximum(step.sum(axis=1, keepdims=True), 1e-30)
            # Where a line has not begun from the right yet, the backward message stays as it was.
            backward = np.where(mask[t][:, None], step, backward)
        result /= np.maximum(result.sum(axis=2, keepdims=True), 1e-30)
        return [result[: len(state), k] for k, state in enumerate(states)]


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The lines that have words, longest first, in groups whose padded table holds at most CELLS tokens (or one
    line).
    """
    group: list[int] = []
    for i in sorted((i for i, length in enumerate(lengths) if length), key=lambda i: -lengths[i]):
        if group and lengths[group[0]] * (len(group) + 1) > CELLS:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _allowed(labels: list[str]) -> npt.NDArray[np.bool_]:
    """BILOU: which label may follow which."""

    def follows(before: str, after: str) -> bool:
        if before[0] in "BI":
            return after[0] in "IL" and after[2:] == before[2:]
        return after[0] in "OBU"

    return np.array([[follows(before, after) for after in labels] for before in labels])
