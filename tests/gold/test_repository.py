"""What must hold of the corpus in the repository, as far as it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from sakat.gold import CorpusArticle, find_leaks, read_corpus


@pytest.fixture(scope="module")
def corpus(root: Path) -> tuple[CorpusArticle, ...]:
    return read_corpus(root / "corpus")


@pytest.mark.parametrize("part", ["dev", "train"])
def test_no_test_sentence_is_in_another_part(part: str, corpus: tuple[CorpusArticle, ...]) -> None:
    articles = [article for article in corpus if article.part in ("test", part)]
    if {article.part for article in articles} != {"test", part}:
        pytest.skip(f"the corpus has no annotated articles of test or of {part}")
    assert [str(leak) for leak in find_leaks(articles) if leak.sentence is not None] == []
