import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sakat.entities.candidate import Candidate
from sakat.entities.candidate_model import judge_candidates, load_candidates
from sakat.entities.name_tagger import NameTagger
from sakat.errors import InputError
from sakat.training.choices import ChoiceSettings
from sakat.training.entities import EntitySettings, count_names, read_candidates, read_proposed, train_entities

TRAIN = Path(__file__).parents[2] / "corpus" / "train"
QUICK = EntitySettings(iterations=3, choices=ChoiceSettings(iterations=3))
NAMES = ("andes-border-bridge", "caspian-gas-row", "oslo-peace-forum", "interview-mediator", "papua-hostage-pilot")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "train").mkdir()
    for name in NAMES:
        shutil.copy(TRAIN / f"{name}.anno", folder / "train")
    return folder


def test_training_writes_the_models_and_their_card_with_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    report = train_entities(corpus, tmp_path / "a", settings=QUICK)
    assert report == train_entities(corpus, tmp_path / "b", settings=QUICK, workers=2)
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == ["candidates.model", "card.json", "names.model"]
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)
    assert report.articles == json.loads((tmp_path / "a" / "card.json").read_text("utf-8"))["articles"] == len(NAMES)
    assert report.names.support == report.tagged.support == report.proposed.support > 0
    assert load_candidates(tmp_path / "a") is load_candidates(tmp_path / "a")
    assert NameTagger.load(tmp_path / "a") is NameTagger.load(tmp_path / "a")


def test_each_candidate_teaches_whether_it_is_annotated(corpus: Path) -> None:
    article = next(each for each in read_proposed(corpus) if each.id == "papua-hostage-pilot")
    cases = read_candidates(article, ())
    assert 0 < sum(case.is_own for case in cases) < len(cases)
    right = {form for entity in article.gold for form in entity.forms}
    names = [c for c in article.candidates if c.label not in ("DATE", "TIME", "CARDINAL", "QUANTITY", "ORDINAL")]
    assert [case.is_own for case in cases][: len(names)] == [(c.start, c.end, c.label) in right for c in names]


def test_names_are_counted_once_and_optional_ones_nowhere(corpus: Path) -> None:
    article = next(each for each in read_proposed(corpus) if each.id == "papua-hostage-pilot")
    wanted = [entity for entity in article.gold if entity.canonical is not None and not entity.optional]
    perfect = [Candidate(e.start, e.end, e.label, "rule", "x", 1.0) for e in article.gold if e.canonical is not None]
    assert count_names(article, perfect) == (len(wanted), len(wanted), len(wanted))
    assert count_names(article, []) == (0, 0, len(wanted))
    wrong = replace(perfect[0], end=perfect[0].end + 1)
    right, found, _ = count_names(article, [*perfect, wrong])
    assert (right, found) == (len(wanted), len(wanted) + 1)


def test_a_corpus_without_entities_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotated entities in train/"):
        train_entities(tmp_path, tmp_path / "out")


def test_a_name_beside_its_verb_is_likelier_than_a_longer_one() -> None:
    text = "หัวหน้าพรรคชี้แจงแล้ว"
    tokens = ["หัวหน้า", "พรรค", "ชี้แจง", "แล้ว"]
    party = Candidate(7, 17, "ORG", "rule", "head.party", 0.85)
    assert judge_candidates(text, tokens, [party], []) == []


def test_values_are_not_judged() -> None:
    text = "14 ราย"
    number = Candidate(0, 2, "CARDINAL", "rule", "number.digits", 0.9)
    assert judge_candidates(text, ["14", " ", "ราย"], [number], []) == [number]
