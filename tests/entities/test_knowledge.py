import pickle
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sakat.entities.knowledge import Knowledge
from sakat.entities.ranking import Context, Facts, winner
from sakat.errors import KnowledgeError
from sakat.record.mention import Label

UNITED_STATES = Facts(qid="Q30", iso3166="US", name_en="United States", forms=frozenset({"สหรัฐฯ"}))
ARMENIA = Facts(qid="Q399", iso3166="AM", name_en="Armenia")
TBILISI = Facts(qid="Q994", country="Q230", name_en="Tbilisi")
SPOKANE = Facts("Q187805", "US-WA", "Q30", frozenset({"สโปแคน"}), "Spokane", "city in Washington, United States")
WASHINGTON_STATE = Facts(forms=frozenset({"รัฐวอชิงตัน"}))


def chosen(kb: Path, form: str, label: Label, *facts: Facts) -> str | None:
    known = winner(Knowledge(kb).candidates(form, label, Context(facts)))
    return known.thing.qid if known is not None else None


@pytest.mark.parametrize(
    ("form", "label", "facts", "qid"),
    [
        ("จอร์เจีย", "GPE", (), None),
        ("จอร์เจีย", "GPE", (ARMENIA,), None),
        ("จอร์เจีย", "GPE", (TBILISI,), "Q230"),
        ("จอร์เจีย", "GPE", (UNITED_STATES,), "Q1428"),
        ("จอร์เจีย", "GPE", (UNITED_STATES, ARMENIA), "Q1428"),
        ("จอร์เจีย", "PERSON", (), None),
        ("วอชิงตัน", "GPE", (), None),
        ("วอชิงตัน", "GPE", (UNITED_STATES,), None),
        ("วอชิงตัน", "GPE", (UNITED_STATES, WASHINGTON_STATE), "Q1223"),
        ("วอชิงตัน", "GPE", (SPOKANE,), "Q1223"),
        ("วอชิงตัน", "PERSON", (), "Q23"),
        ("จอร์จ วอชิงตัน", "PERSON", (), "Q23"),
        ("รัฐวอชิงตัน", "GPE", (SPOKANE,), "Q1223"),
        ("ไม่มีชื่อนี้", "GPE", (UNITED_STATES,), None),
    ],
)
def test_candidates_are_told_apart_by_what_else_is_named(
    form: str, label: Label, facts: tuple[Facts, ...], qid: str | None, kb: Path
) -> None:
    assert chosen(kb, form, label, *facts) == qid


def test_candidates_carry_what_the_knowledge_base_says(kb: Path) -> None:
    (only,) = Knowledge(kb).candidates("สโปแคน", "GPE")
    assert only.known.country_iso == "US"
    assert (only.known.thing.name_en, only.known.thing.lat) == ("Spokane", 47.65877)


def test_candidates_are_found_in_any_unicode_form(kb: Path) -> None:
    assert Knowledge(kb).candidates(" รัฐ\u200bวอชิงตัน", "GPE")


def test_knowledge_reads_a_name_once(kb: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kb.sqlite"
    shutil.copy(kb, copy)
    knowledge = Knowledge(copy)
    first = knowledge.candidates("สโปแคน", "GPE")
    copy.write_bytes(b"gone")
    assert knowledge.candidates("สโปแคน", "GPE") == first


def test_knowledge_can_be_sent_to_another_process(kb: Path) -> None:
    knowledge = Knowledge(kb)
    expected = knowledge.candidates("วอชิงตัน", "GPE")
    assert pickle.loads(pickle.dumps(knowledge)).candidates("วอชิงตัน", "GPE") == expected


def test_knowledge_is_not_written_to(kb: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kb.sqlite"
    shutil.copy(kb, copy)
    copy.chmod(0o400)
    assert Knowledge(copy).candidates("วอชิงตัน", "GPE")
    assert copy.read_bytes() == kb.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["kb.sqlite"]


def changed(kb: Path, path: Path, statement: str) -> Path:
    shutil.copy(kb, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    return path


def test_knowledge_says_what_is_wrong_with_a_file(kb: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"none\.sqlite: no such file; make one with `sakat kb build"):
        Knowledge(tmp_path / "none.sqlite")
    (tmp_path / "letter").write_text("a letter, long enough to be no empty file", "utf-8")
    with pytest.raises(KnowledgeError, match="letter: not a knowledge base"):
        Knowledge(tmp_path / "letter")
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection, connection:
        connection.execute("CREATE TABLE meta (a)")
    with pytest.raises(KnowledgeError, match="not a knowledge base"):
        Knowledge(tmp_path / "other.db")
    old = changed(kb, tmp_path / "old", "UPDATE meta SET value = '0' WHERE key = 'schema_version'")
    with pytest.raises(
        KnowledgeError, match=r"schema version 0; expected 1: build it anew with `sakat kb build --force`"
    ):
        Knowledge(old)
    with pytest.raises(KnowledgeError, match="unfinished; expected a complete knowledge base"):
        Knowledge(changed(kb, tmp_path / "part", "UPDATE meta SET value = '0' WHERE key = 'complete'"))


def test_knowledge_says_that_a_file_is_damaged(kb: Path, tmp_path: Path) -> None:
    knowledge = Knowledge(changed(kb, tmp_path / "kb.sqlite", "DROP TABLE names"))
    with pytest.raises(KnowledgeError, match=r"damaged \(no such table: names\); build it anew"):
        knowledge.candidates("วอชิงตัน", "GPE")
