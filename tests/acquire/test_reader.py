"""What becomes of the files and records that people have, good and bad."""

from __future__ import annotations

import gzip
import json
import os
import unicodedata
from pathlib import Path

import pytest

from pipeline import acquire
from pipeline.errors import UsageError
from pipeline.records import Problem, RawArticle

TEXT = "Công an xã Hải Long bắt hai đối tượng."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*paths: str) -> tuple[list[RawArticle], list[Problem]]:
    found = list(acquire.read([Path(path) for path in paths]))
    articles = [item for item in found if isinstance(item, RawArticle)]
    return articles, [item for item in found if isinstance(item, Problem)]


def test_a_text_file_is_an_article(folder: Path) -> None:
    (folder / "bài 1.txt").write_text(TEXT, encoding="utf-8")
    articles, problems = read("bài 1.txt")
    assert articles == [RawArticle(source_id="bài 1", source_uri="bài 1.txt", text=TEXT)]
    assert not problems


def test_folders_are_walked_by_name_without_hidden_files_readmes_and_gold(folder: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/x.txt", "README.md", "seed.gold.jsonl", "c"):
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT} {name}", encoding="utf-8")
    articles, problems = read("in")
    assert [article.source_uri for article in articles] == ["in/a/z.md", "in/b.txt", "in/c"]
    assert not problems


def test_gold_that_is_named_directly_is_read(folder: Path) -> None:
    (folder / "x.gold.jsonl").write_text(json.dumps({"id": "g", "text": TEXT, "mentions": []}), encoding="utf-8")
    assert [article.source_id for article in read("x.gold.jsonl")[0]] == ["g"]


def test_links_that_lead_back_are_followed_once(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "in" / "loop").symlink_to("..", target_is_directory=True)
    articles, problems = read("in")
    assert [article.source_uri for article in articles] == ["in/a.txt"]
    assert not problems


def test_records_are_told_by_their_content(folder: Path) -> None:
    record = {"id": 7, "text": TEXT, "url": "https://baocand.vn/7", "meta": {"published": "2022-08-15", "author": "An"}}
    (folder / "export.txt").write_text(json.dumps(record) + "\n\n", encoding="utf-8")
    (article,), problems = read("export.txt")
    assert not problems
    assert article == RawArticle(
        source_id="7",
        source_uri="https://baocand.vn/7",
        text=TEXT,
        source_name="baocand.vn",
        author="An",
        published="2022-08-15",
    )


@pytest.mark.parametrize("indent", [None, 1])
def test_a_json_document_is_a_record_or_a_list_of_them(folder: Path, indent: int | None) -> None:
    (folder / "one.json").write_text(json.dumps({"id": "a", "text": TEXT}, indent=indent), encoding="utf-8")
    records = [{"id": "b", "text": TEXT}, {"id": "c"}]
    (folder / "many.json").write_text(json.dumps(records, indent=indent), encoding="utf-8")
    articles, problems = read("one.json", "many.json")
    assert [article.source_id for article in articles] == ["a", "b"]
    assert [(problem.source_uri, problem.code) for problem in problems] == [("many.json#2", "no-text")]


def test_gzipped_records_and_texts_are_unpacked(folder: Path) -> None:
    (folder / "old.jsonl.gz").write_bytes(gzip.compress(json.dumps({"id": "a", "text": TEXT}).encode()))
    (folder / "bài.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    articles, _ = read("old.jsonl.gz", "bài.txt.gz")
    assert [(article.source_id, article.source_uri) for article in articles] == [
        ("a", "old.jsonl.gz#L1"),
        ("bài", "bài.txt.gz"),
    ]


def test_a_gzip_file_that_breaks_off_says_so_after_what_was_whole(folder: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"{os.urandom(500).hex()}"}) + "\n" for n in range(500))
    packed = gzip.compress(lines.encode())
    (folder / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    articles, problems = read("cut.jsonl.gz")
    assert len(articles) > 50
    assert [problem.code for problem in problems] == ["unreadable"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-text"),
        (b"%PDF-1.7 ...", "not-text"),
        (b"PK\x03\x04....", "not-text"),
        (b"\x00\x01\x02\x03" * 100, "not-text"),
        (b"<!DOCTYPE html><html><p>Tin</p></html>", "not-text"),
        (b"C\xf4ng an x\xe3", "bad-encoding"),
        (b'{"id": "a", "text": "C\xf4ng an"}', "bad-encoding"),
        (b'{"id": "a", "title": "x"}', "no-text"),
        (b'{"id": "a", "text": 5}', "no-text"),
        (b'{"id": "a", "text": "  "}', "empty"),
        (b"[]", "empty"),
        (b'[{"id": "a", "te', "bad-json"),
    ],
)
def test_bad_files_are_one_problem_with_one_line(folder: Path, content: bytes, code: str) -> None:
    (folder / "x.txt").write_bytes(content)
    articles, problems = read("x.txt")
    assert not articles
    assert [problem.code for problem in problems] == [code]
    assert "\n" not in problems[0].detail
    assert problems[0].source_uri.startswith("x.txt")


def test_a_line_cut_in_half_is_named_and_the_others_stand(folder: Path) -> None:
    good = json.dumps({"id": "a", "text": TEXT})
    (folder / "x.jsonl").write_text(f"{good}\n{good[:25]}\n[1]\n{good}\n", encoding="utf-8")
    articles, problems = read("x.jsonl")
    assert [article.source_uri for article in articles] == ["x.jsonl#L1", "x.jsonl#L4"]
    assert [(problem.source_uri, problem.code) for problem in problems] == [
        ("x.jsonl#L2", "bad-json"),
        ("x.jsonl#L3", "bad-json"),
    ]
    assert "cut off" in problems[0].detail


def test_a_first_line_cut_at_its_start_does_not_hide_the_records(folder: Path) -> None:
    good = json.dumps({"id": "a", "text": TEXT})
    (folder / "x.jsonl").write_text(f"{good[12:]}\n{good}\n", encoding="utf-8")
    articles, problems = read("x.jsonl")
    assert [article.source_id for article in articles] == ["a"]
    assert [problem.source_uri for problem in problems] == ["x.jsonl#L1"]


def test_hostile_json_is_a_problem_and_no_crash(folder: Path) -> None:
    lines = ['{"id": ' + "9" * 5000 + ', "text": "a"}', '{"text": ' + "[" * 200_000, '{"id": NaN, "text": "một"}']
    (folder / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    articles, problems = read("x.jsonl")
    assert [problem.source_uri for problem in problems] == ["x.jsonl#L1", "x.jsonl#L2"]
    assert [article.text for article in articles] == ["một"]


def test_lone_surrogates_and_control_characters_are_replaced_and_told(folder: Path) -> None:
    line = '{"id": "a", "title": "t\\udc00", "text": "tin \\ud800 m\\u0000i"}'
    (folder / "x.jsonl").write_text(line, encoding="utf-8")
    (article,), (problem,) = read("x.jsonl")
    assert article.text == "tin \ufffd m\ufffdi"
    assert article.title == "t\ufffd"
    assert problem.code == "bad-text"
    assert "U+D800" in problem.detail
    assert "2 in all" in problem.detail


def test_marks_of_the_encoding_are_no_text(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (folder / "b.txt").write_bytes(TEXT.encode("utf-16"))
    (folder / "c.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps({"id": "c", "text": TEXT}).encode())
    articles, problems = read("a.txt", "b.txt", "c.jsonl")
    assert [article.text for article in articles] == [TEXT] * 3
    assert not problems


def test_decomposed_text_and_names_are_read(folder: Path) -> None:
    (folder / unicodedata.normalize("NFD", "bài.txt")).write_text(unicodedata.normalize("NFD", TEXT), encoding="utf-8")
    (article,), _ = read(".")
    assert article.source_id == "bài"
    assert unicodedata.normalize("NFC", article.text) == TEXT


def test_what_the_system_refuses_is_a_problem(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "dangling.txt").symlink_to("nowhere")
    os.mkfifo(folder / "in" / "pipe")
    closed = folder / "in" / "closed.txt"
    closed.write_text(TEXT, encoding="utf-8")
    closed.chmod(0)
    articles, problems = read("in")
    told = {problem.source_uri for problem in problems if problem.code == "unreadable"}
    assert {"in/dangling.txt", "in/pipe"} <= told
    # The system lets its administrator read everything.
    assert ("in/closed.txt" in told) != bool(articles)


def test_a_strange_file_name_stays_text(folder: Path) -> None:
    (folder / os.fsdecode(b"t\xff\n.txt")).write_text(TEXT, encoding="utf-8")
    (article,), _ = read(".")
    assert article.source_uri == "t\ufffd\ufffd.txt"
    assert article.source_id == "t\ufffd\ufffd"


def test_a_missing_path_is_refused_before_anything_is_read(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match=r"b\.txt: there is no such file"):
        acquire.read([Path("a.txt"), Path("b.txt")])
    with pytest.raises(UsageError):
        acquire.read([])


def test_the_same_file_has_the_same_name_however_it_is_given(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    articles, _ = read("in/a.txt", "./in/../in", str(folder / "in"))
    assert {article.source_uri for article in articles} == {"in/a.txt"}
