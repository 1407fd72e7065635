from __future__ import annotations

import bz2
import gzip
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.errors import KnowledgeError, OutputError
from sakat.kb.build import build_knowledge, fill
from sakat.kb.draft import KEPT_PROBLEMS, Draft
from sakat.kb.model import Name, Reading
from sakat.kb.schema import read_meta

IDENTITY = {"source_name": "test"}


class Interrupted(Exception):
    pass


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def names(path: Path) -> list[tuple[object, ...]]:
    return rows(path, "SELECT form, qid, kind FROM names ORDER BY form, qid")


def read_number(line: bytes) -> Reading:
    return Reading(None, (Name(line.decode(), "Q1", "alias"),))


def test_build_knowledge_keeps_things_with_thai_names_and_tells_damaged_lines(dump_file: Path, tmp_path: Path) -> None:
    report = build_knowledge(dump_file, tmp_path / "kb.sqlite")
    assert (report.entities, report.names, report.lines, report.damaged) == (4, 6, 9, 1)
    (problem,) = report.problems
    assert problem.line == 7
    assert "EOF" in problem.reason
    assert names(tmp_path / "kb.sqlite")[0] == ("กทม.", "Q1861", "alias")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump.json", "kb.sqlite"]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_build_knowledge_reads_packed_dumps(
    suffix: str, pack: Callable[[bytes], bytes], dump: str, dump_file: Path, tmp_path: Path
) -> None:
    packed = tmp_path / f"dump.json{suffix}"
    half = len(dump.encode()) // 2
    packed.write_bytes(pack(dump.encode()[:half]) + pack(dump.encode()[half:]))  # dumps come in several streams
    build_knowledge(dump_file, tmp_path / "plain.sqlite")
    build_knowledge(packed, tmp_path / "packed.sqlite")
    assert names(tmp_path / "packed.sqlite") == names(tmp_path / "plain.sqlite")


def test_build_knowledge_gives_the_same_bytes_again(dump_file: Path, tmp_path: Path) -> None:
    build_knowledge(dump_file, tmp_path / "a.sqlite")
    build_knowledge(dump_file, tmp_path / "b.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_build_knowledge_goes_on_after_an_interruption(dump_file: Path, tmp_path: Path) -> None:
    def interrupt(lines: Iterator[bytes]) -> Iterator[bytes]:
        for number, line in enumerate(lines, 1):
            if number == 4:
                raise Interrupted
            yield line

    target = tmp_path / "kb.sqlite"
    with pytest.raises(Interrupted):
        build_knowledge(dump_file, target, watch=interrupt)
    assert not target.exists()
    report = build_knowledge(dump_file, target)
    build_knowledge(dump_file, tmp_path / "whole.sqlite")
    assert target.read_bytes() == (tmp_path / "whole.sqlite").read_bytes()
    assert report.damaged == 1


def test_build_knowledge_refuses_to_finish_another_source(dump: str, dump_file: Path, tmp_path: Path) -> None:
    def interrupt(_: Iterator[bytes]) -> Iterator[bytes]:
        raise Interrupted

    target = tmp_path / "kb.sqlite"
    with pytest.raises(Interrupted):
        build_knowledge(dump_file, target, watch=interrupt)
    dump_file.write_text(dump + "\n", "utf-8")
    with pytest.raises(
        KnowledgeError, match=r"unfinished, and begun from dump\.json, .*source_size 2005 there, 2006 now, .*--force"
    ):
        build_knowledge(dump_file, target)
    assert build_knowledge(dump_file, target, force=True).lines == 10


def test_build_knowledge_leaves_a_finished_file_alone(dump_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "kb.sqlite"
    assert build_knowledge(dump_file, target).resumed_at == 0
    before = target.stat().st_mtime_ns
    assert build_knowledge(dump_file, target).resumed_at is None
    assert target.stat().st_mtime_ns == before
    assert build_knowledge(dump_file, target, force=True).resumed_at == 0


def test_build_knowledge_replaces_what_is_of_another_source_only_by_force(dump_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "kb.sqlite"
    build_knowledge(dump_file, target)
    other = tmp_path / "other.csv"
    other.write_text("qid,form,kind,label,name_en\nQ90,ปารีส,name,GPE,Paris\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"complete, and made from dump\.json .*--force"):
        build_knowledge(other, target)
    target.write_text("a letter", "utf-8")
    with pytest.raises(KnowledgeError, match="not a knowledge base"):
        build_knowledge(other, target)
    assert build_knowledge(other, target, force=True).entities == 1


def test_build_knowledge_makes_a_table_whatever_order_its_rows_have(tmp_path: Path) -> None:
    table = [
        "Q1428,จอร์เจีย,alias,,",
        "Q230,จอร์เจีย,name,GPE,Georgia",
        "Q1428,รัฐจอร์เจีย,name,GPE,Georgia",
        "Q230,จอร์เจีย,alias,,",
    ]
    contents = set()
    for order in (table, table[::-1]):
        source = tmp_path / "kb.csv"
        source.write_text("\n".join(["qid,form,kind,label,name_en", *order]), "utf-8")
        report = build_knowledge(source, tmp_path / "kb.sqlite", force=True)
        assert (report.entities, report.names, report.damaged) == (2, 3, 0)
        contents.add(tuple(names(tmp_path / "kb.sqlite")))
    assert contents == {(("จอร์เจีย", "Q1428", "alias"), ("จอร์เจีย", "Q230", "name"), ("รัฐจอร์เจีย", "Q1428", "name"))}


def test_build_knowledge_tells_what_stands_twice_or_has_no_name(tmp_path: Path) -> None:
    source = tmp_path / "kb.csv"
    source.write_text(
        "qid,form,kind,label,name_en\nQ90,ปารีส,name,GPE,Paris\nQ90,กรุงปารีส,name,GPE,Paris\nQ5,คน,alias,,\n", "utf-8"
    )
    report = build_knowledge(source, tmp_path / "kb.sqlite")
    assert [tuple(problem) for problem in report.problems] == [
        (3, "Q90 stands in the file before; only the first is kept"),
        (None, "Q5: no row of kind name; 1 aliases are left out"),
    ]
    assert names(tmp_path / "kb.sqlite") == [("ปารีส", "Q90", "name")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.json", None, "cannot be read"),
        ("dump.xml", b"", "neither .json nor .csv"),
        ("cut.json.gz", gzip.compress(random.Random(0).randbytes(5000))[:900], "cannot be read to its end"),
        ("cut.json.bz2", bz2.compress(b"[\n" * 900)[:40], "cannot be read to its end"),
        ("kb.csv", b"a,b\n", "columns are a, b"),
    ],
)
def test_build_knowledge_says_what_is_wrong_with_a_source(
    name: str, content: bytes | None, message: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(KnowledgeError, match=message):
        build_knowledge(tmp_path / name, tmp_path / "kb.sqlite")


def test_build_knowledge_says_where_it_cannot_write(dump_file: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        build_knowledge(dump_file, dump_file / "kb.sqlite")


def test_names_are_found_by_their_form(dump_file: Path, tmp_path: Path) -> None:
    build_knowledge(dump_file, tmp_path / "kb.sqlite")
    (plan,) = rows(tmp_path / "kb.sqlite", "EXPLAIN QUERY PLAN SELECT qid FROM names WHERE form = 'x'")
    assert "SEARCH names USING PRIMARY KEY (form=?)" in str(plan[-1])


def test_fill_takes_one_line_at_a_time_and_commits_batches(tmp_path: Path) -> None:
    path = tmp_path / "part"
    seen: list[int] = []

    def lines() -> Iterator[bytes]:
        for number in range(1, 26):
            assert len(seen) == number - 1  # the line before has been read
            yield str(number).encode()
        raise Interrupted

    def read(line: bytes) -> Reading:
        seen.append(int(line))
        return read_number(line)

    with pytest.raises(Interrupted), Draft(path, IDENTITY) as draft:
        fill(draft, lines(), read, batch=10)
    assert rows(path, "SELECT count(*) FROM names") == [(20,)]
    with Draft(path, IDENTITY) as draft:
        assert draft.lines == 20


@given(stops=st.lists(st.integers(0, 30), max_size=3), batch=st.integers(1, 12))
def test_fill_ends_with_the_same_rows_wherever_it_was_interrupted(
    stops: list[int], batch: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fill")

    def lines(stop: int) -> Iterator[bytes]:
        for number in range(30):
            if number == stop:
                raise Interrupted
            yield str(number * 7 % 11).encode()

    def finished(path: Path, stops: list[int], batch: int) -> bytes:
        for stop in stops:
            try:
                with Draft(path, IDENTITY) as draft:
                    fill(draft, lines(stop), read_number, batch=batch)
            except Interrupted:
                pass
        with Draft(path, IDENTITY) as draft:
            fill(draft, lines(-1), read_number, batch=batch)
            draft.finish(path.with_suffix(".new"))
        return path.with_suffix(".new").read_bytes()

    assert finished(folder / "often", stops, batch) == finished(folder / "once", [], 1000)


def test_draft_counts_all_problems_and_keeps_the_first(tmp_path: Path) -> None:
    with Draft(tmp_path / "part", IDENTITY) as draft:
        for line in range(KEPT_PROBLEMS + 5):
            draft.note(line, "damaged")
        draft.commit(KEPT_PROBLEMS + 5)
        draft.finish(tmp_path / "kb.sqlite")
    assert read_meta(tmp_path / "kb.sqlite")["damaged"] == str(KEPT_PROBLEMS + 5)
    assert rows(tmp_path / "kb.sqlite", "SELECT count(*) FROM problems") == [(KEPT_PROBLEMS,)]


def test_draft_belongs_to_one_process_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: connect(*args, timeout=0, **options))
    with Draft(tmp_path / "part", IDENTITY), pytest.raises(OutputError, match="locked"):
        Draft(tmp_path / "part", IDENTITY)


def test_draft_refuses_a_file_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "part").write_text("a letter, long enough to be no empty file", "utf-8")
    with pytest.raises(KnowledgeError, match="not an unfinished knowledge base"):
        Draft(tmp_path / "part", IDENTITY)
