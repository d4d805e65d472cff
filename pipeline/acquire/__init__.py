"""From paths to articles as they were read: text files, folders, JSON and JSONL records, plain or gzipped."""

from pipeline.acquire.reader import check, read, read_text

__all__ = ["check", "read", "read_text"]
