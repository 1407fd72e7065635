from __future__ import annotations

from pathlib import Path

import pytest

from sakat.errors import GoldError
from sakat.gold import read_annotations, read_corpus

SOURCE = "---\ndocument_date: '2022-01-09'\n---\n%peru GPE \"Peru\"\n%e1 REQUEST actors=peru\n{เปรู|peru}{เรียกร้อง|e1}\n"
METADATA = 'genre: diplomacy\ndocument_date: "2022-01-09"\nsplit: dev\n'


def write(corpus: Path, name: str, content: str) -> Path:
    path = corpus / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write(tmp_path, "gold/dev/peru.anno", SOURCE)
    write(tmp_path, "articles/peru.txt", "เปรูเรียกร้อง\n")
    write(tmp_path, "articles/peru.yaml", METADATA)
    write(tmp_path, "train/lima.anno", SOURCE.replace("---\n", "---\ngenre: wire\n", 1).replace("{เปรู|", "{ลิมา|"))
    return tmp_path


def problems(corpus: Path) -> list[str]:
    with pytest.raises(GoldError) as caught:
        read_corpus(corpus)
    return str(caught.value).replace(f"{corpus}/", "").split("\n")


def test_read_corpus_takes_metadata_from_beside_gold_and_from_inside_training_articles(corpus: Path) -> None:
    first, second = read_corpus(corpus)
    assert (first.name, first.text, first.metadata["genre"]) == ("dev/peru", "เปรูเรียกร้อง\n", "diplomacy")
    assert first.gold.events[0].trigger.text == "เรียกร้อง"
    assert (second.name, second.text, second.metadata["genre"]) == ("train/lima", "ลิมาเรียกร้อง\n", "wire")


def test_read_corpus_lists_dev_test_train_each_by_id(corpus: Path) -> None:
    for name in ("test/b", "test/a", "dev/z"):
        write(corpus, f"gold/{name}.anno", SOURCE)
        write(corpus, f"articles/{name[-1]}.txt", "เปรูเรียกร้อง\n")
        write(corpus, f"articles/{name[-1]}.yaml", METADATA.replace("dev", name[:-2]))
    assert [article.name for article in read_corpus(corpus)] == ["dev/peru", "dev/z", "test/a", "test/b", "train/lima"]


def test_read_corpus_leaves_other_folders_and_json_aside(corpus: Path) -> None:
    write(corpus, "gold/first/peru.anno", SOURCE)
    write(corpus, "gold/dev/lima.json", "{}")
    assert len(read_corpus(corpus)) == 2


def test_read_corpus_of_an_empty_folder_is_empty(tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    assert read_corpus(tmp_path) == ()


def test_read_corpus_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="none: no such folder; expected one with articles/, gold/ and train/"):
        read_corpus(tmp_path / "none")


def test_read_corpus_reports_the_problems_of_all_files(corpus: Path) -> None:
    write(corpus, "gold/dev/peru.anno", SOURCE.replace("|e1}", "}"))
    write(corpus, "gold/test/chile.anno", SOURCE)
    write(corpus, "train/lima.anno", SOURCE.replace("|peru}", "|chile}"))
    found = problems(corpus)
    assert [line.split(":")[0] for line in dict.fromkeys(found)] == [
        "gold/dev/peru.anno", "gold/dev/peru.anno", "articles/chile.txt", "train/lima.anno", "train/lima.anno",
    ]  # fmt: skip
    assert found[2] == "articles/chile.txt: cannot be read (No such file or directory); expected a text file"


BROKEN = [
    (
        "articles/peru.txt",
        "เปรูเรียกร้องอีก\n",
        "gold/dev/peru.anno:6:26: found '\\n' where articles/peru.txt:1:14 has 'อีก\\n'",
    ),
    ("articles/peru.yaml", "- ก\n", "articles/peru.yaml: found list; expected lines of the form key: value"),
    ("articles/peru.yaml", "genre: [\n", "articles/peru.yaml: found YAML that fails"),
    ("articles/peru.yaml", METADATA.replace("dev", "test"), "articles/peru.yaml: split: found 'test'; expected 'dev'"),
    (
        "articles/peru.yaml",
        METADATA.replace("-09", "-08"),
        "articles/peru.yaml: document_date: found '2022-01-08'; expected '2022-01-09', as gold/dev/peru.anno has it",
    ),
]


@pytest.mark.parametrize(("name", "content", "message"), BROKEN, ids=[case[2][-30:] for case in BROKEN])
def test_read_corpus_reports_what_beside_a_source_is_wrong(name: str, content: str, message: str, corpus: Path) -> None:
    write(corpus, name, content)
    assert problems(corpus)[0].startswith(message)


def test_read_corpus_reports_metadata_that_are_missing(corpus: Path) -> None:
    (corpus / "articles/peru.yaml").unlink()
    assert problems(corpus) == [
        "articles/peru.yaml: cannot be read (No such file or directory); expected the metadata of the article"
    ]


def test_read_corpus_takes_a_day_without_quotes(corpus: Path) -> None:
    write(corpus, "articles/peru.yaml", METADATA.replace('"', ""))
    assert len(read_corpus(corpus)) == 2


def test_read_corpus_refuses_an_id_in_two_parts(corpus: Path) -> None:
    write(corpus, "train/peru.anno", SOURCE)
    assert problems(corpus) == ["train/peru: found an article that dev/peru is too; expected an id in one part only"]


def test_read_annotations_reads_the_sources_of_a_folder_by_id(tmp_path: Path) -> None:
    write(tmp_path, "b.anno", SOURCE)
    write(tmp_path, "a.anno", SOURCE)
    assert list(read_annotations(tmp_path)) == ["a", "b"]


def test_read_annotations_refuses_two_of_one_article(tmp_path: Path) -> None:
    write(tmp_path, "a.anno", SOURCE)
    write(tmp_path, "more/a.anno", SOURCE)
    with pytest.raises(GoldError, match=r"a second annotation of 'a'; expected one of each article"):
        read_annotations(tmp_path)


def test_read_annotations_refuses_a_folder_without_any(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"found no \.anno file"):
        read_annotations(tmp_path)
