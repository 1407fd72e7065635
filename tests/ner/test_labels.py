import pytest

from sakat.errors import ConfigError
from sakat.lexicon import load_lexicon
from sakat.ner.labels import map_labels
from sakat.ner.model import NerModel


@pytest.mark.parametrize(
    ("labels", "meanings"),
    [
        (["PERSON", "ORGANIZATION", "LOCATION"], {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "PLACE"}),
        (["PER", "ORG", "LOC", "MISC"], {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}),
        (["BRN", "DES", "DTM", "MEA", "NUM", "TRM", "TTL"], {"BRN": "PRODUCT", "NUM": "CARDINAL"}),
        (["GPE", "LOC"], {"GPE": "GPE", "LOC": "LOC"}),
        (["person", "Work-of-Art"], {"person": "PERSON", "Work-of-Art": "WORK_OF_ART"}),
    ],
)
def test_labels_of_known_tag_sets_have_their_meaning(labels: list[str], meanings: dict[str, str]) -> None:
    found = map_labels(labels)
    assert found.meanings == meanings
    assert found.unknown == ()


def test_unknown_labels_are_named() -> None:
    assert map_labels(["PER", "DISEASE", "ยา"]).unknown == ("DISEASE", "ยา")


def test_given_meanings_go_before_the_table() -> None:
    found = map_labels(["PER", "DISEASE", "LOC", "GPE"], {"disease": "EVENT", "PER": "-", "LOC": "PLACE"})
    assert found.meanings == {"DISEASE": "EVENT", "LOC": "PLACE", "GPE": "GPE"}
    assert found.unknown == ()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"PER": "HUMAN"}, "labels: PER is 'HUMAN'; expected CARDINAL, "),
        ({"LOC": "GPE"}, "labels: the model has no label 'LOC'; it has PER"),
    ],
)
def test_meanings_that_are_none_are_refused(given: dict[str, str], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        map_labels(["PER"], given)


def test_every_label_of_the_bundled_model_is_in_the_table() -> None:
    assert map_labels(NerModel.load().labels).unknown == ()
    assert map_labels(row["form"] for row in load_lexicon("ner_labels")).unknown == ()
