"""Measures the extractor by gold articles, as the annotation guidelines' judge does."""

from pipeline.evaluation.score import Score, score

__all__ = ["Score", "score"]
