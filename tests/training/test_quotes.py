import json
import shutil
from pathlib import Path

import pytest

from sakat.errors import InputError
from sakat.gold import GoldQuote
from sakat.quotes.find import find_quotes
from sakat.quotes.speaker_model import load_speakers
from sakat.training.choices import ChoiceSettings
from sakat.training.quotes import count_quotes, read_quoted, read_speakers, train_quotes

TRAIN = Path(__file__).parents[2] / "corpus" / "train"
QUICK = ChoiceSettings(iterations=3)
NAMES = ("andes-border-bridge", "caspian-gas-row", "oslo-peace-forum", "interview-mediator", "papua-hostage-pilot")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "train").mkdir()
    for name in NAMES:
        shutil.copy(TRAIN / f"{name}.anno", folder / "train")
    return folder


def test_training_writes_the_model_and_its_card_with_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    report = train_quotes(corpus, tmp_path / "a", settings=QUICK)
    assert report == train_quotes(corpus, tmp_path / "b", settings=QUICK)
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == ["card.json", "speakers.model"]
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)
    assert report.articles == json.loads((tmp_path / "a" / "card.json").read_text("utf-8"))["articles"] == len(NAMES)
    assert report.quotes.support == report.speakers.support > 0
    assert report.speakers.f1 <= report.quotes.f1
    assert load_speakers(tmp_path / "a") is load_speakers(tmp_path / "a")


def test_each_quotation_teaches_who_said_it_among_those_named(corpus: Path) -> None:
    article = next(each for each in read_quoted(corpus) if each.id == "papua-hostage-pilot")
    cases = read_speakers(article)
    assert sum(case.is_own for case in cases) == 1
    assert len(cases) > 2
    right = next(case for case in cases if case.is_own)
    assert "label=PERSON" in right.attributes


def test_a_quotation_with_another_speaker_counts_as_found_only(corpus: Path) -> None:
    article = next(each for each in read_quoted(corpus) if each.id == "papua-hostage-pilot")
    quotes = find_quotes(article.analysis)
    assert count_quotes(article, quotes) == (1, 1, 1, 1)
    strangers = tuple(quote.model_copy(update={"speaker_id": None}) for quote in quotes)
    assert count_quotes(article, strangers) == (1, 0, 1, 1)
    (annotated,) = article.gold.quotes
    nobody = GoldQuote(start=annotated.start, end=annotated.end, speaker=None)
    unnamed = article._replace(gold=article.gold.model_copy(update={"quotes": (nobody,)}))
    assert count_quotes(unnamed, strangers) == (1, 1, 1, 1)


def test_training_without_quotations_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    with pytest.raises(InputError, match="no annotated quotations in train"):
        train_quotes(tmp_path, tmp_path / "out")
