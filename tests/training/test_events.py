import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sakat.errors import InputError
from sakat.events.place_model import load_places
from sakat.events.role_model import RoleModel
from sakat.events.source_model import load_sources
from sakat.events.standing_model import StandingModel
from sakat.events.tagger import TriggerTagger
from sakat.events.time_model import load_times
from sakat.training.choices import ChoiceSettings
from sakat.training.entities import EntitySettings
from sakat.training.events import EventSettings, train_events
from sakat.training.network import NetworkSettings
from sakat.training.roles import RoleSettings, to_score
from sakat.training.standing import StandingSettings

TRAIN = Path(__file__).parents[2] / "corpus" / "train"
TINY = NetworkSettings(width=16, steps=(1, 2), epochs=1)
QUICK = {
    "settings": EventSettings(iterations=3, folds=2),
    "name_settings": EntitySettings(iterations=3, network=replace(TINY, shares=(1.0,))),
    "network_settings": TINY,
    "role_settings": RoleSettings(iterations=3),
    "standing_settings": StandingSettings(iterations=3),
    "choice_settings": ChoiceSettings(iterations=3),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "train").mkdir()
    for path in sorted(TRAIN.glob("*.anno"), key=lambda path: (path.stat().st_size, path.name))[:4]:
        shutil.copy(path, folder / "train")
    return folder


def test_training_writes_the_models_and_a_card_with_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    report = train_events(corpus, tmp_path / "a", **QUICK)
    assert report == train_events(corpus, tmp_path / "b", workers=2, **QUICK)
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == [
        "card.json", "modality.model", "network.model", "places.model", "roles.model", "sources.model", "times.model",
        "triggers.model",
    ]  # fmt: skip
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)
    card = json.loads((tmp_path / "a" / "card.json").read_text("utf-8"))
    assert report.articles == card["articles"] == 4
    assert report.lexicon.support == report.tagger.support > 0
    assert report.roles.support == report.roles_by_rule.support > 0
    assert TriggerTagger.load(tmp_path / "a") is TriggerTagger.load(tmp_path / "a")
    assert report.modality.support == report.modality_by_rule.support > 0
    assert RoleModel.load(tmp_path / "a") is RoleModel.load(tmp_path / "a")
    assert StandingModel.load(tmp_path / "a") is StandingModel.load(tmp_path / "a")
    for shares, by_rule in (
        (report.times.dated, report.times_by_rule.dated),
        (report.times.undated, report.times_by_rule.undated),
        (report.sources.told, report.sources_by_rule.told),
        (report.sources.untold, report.sources_by_rule.untold),
    ):
        assert shares.support == by_rule.support > 0
    assert report.places.support == report.places_by_rule.support
    assert load_times(tmp_path / "a") is load_times(tmp_path / "a")
    assert load_places(tmp_path / "a") is load_places(tmp_path / "a")
    assert load_sources(tmp_path / "a") is load_sources(tmp_path / "a")


def test_training_without_articles_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    with pytest.raises(InputError, match="no annotated entities in train"):
        train_events(tmp_path, tmp_path / "out")


def test_score_sums_counts_before_it_divides() -> None:
    score = to_score([(1, 2, 4), (3, 4, 6)])
    assert (score.precision, score.recall, score.f1, score.support) == (0.6667, 0.4, 0.5, 10)
    assert to_score([(0, 0, 0)]).f1 == 0.0
