import pytest

from sakat.errors import ModelError
from sakat.transformer.tags import read_tags


@pytest.mark.parametrize(
    ("names", "tags"),
    [
        (["O", "B-PERSON", "I-PERSON"], ("O", "B-PERSON", "I-PERSON")),
        (["B-PER", "I-PER", "E-PER", "S-PER", "O"], ("B-PER", "I-PER", "E-PER", "S-PER", "O")),
        (["O", "B-LOC", "I-LOC", "L-LOC", "U-LOC"], ("O", "B-LOC", "I-LOC", "E-LOC", "S-LOC")),
        (["O", "B_BRN", "I_BRN", "E_BRN"], ("O", "B-BRN", "I-BRN", "E-BRN")),
        (["o", "PERSON", "WORK_OF_ART"], ("O", "I-PERSON", "I-WORK_OF_ART")),
        (["O", "B-WORK_OF_ART", "I-WORK_OF_ART"], ("O", "B-WORK_OF_ART", "I-WORK_OF_ART")),
        (["O", "B-PER", "E_MAIL"], ("O", "B-PER", "I-E_MAIL")),
    ],
)
def test_tags_of_every_scheme_are_read_as_bioes(names: list[str], tags: tuple[str, ...]) -> None:
    assert read_tags(names, model="m").tags == tags


def test_columns_are_those_of_all_tags_of_a_label() -> None:
    scheme = read_tags(["O", "B-PER", "B-LOC", "I-PER"], model="m")
    assert scheme.labels == ("LOC", "PER")
    assert dict(scheme.columns) == {"PER": (1, 3), "LOC": (2,)}


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["LABEL_0", "LABEL_1"], "m: its tags are LABEL_0, LABEL_1; expected names such as O"),
        (["O"], "m: its tags are O; expected names"),
        (["NN", "VV", "PU"], r"m: none of its tags is O \(NN, VV, PU\); expected a model that finds names"),
    ],
)
def test_tags_that_name_nothing_are_refused(names: list[str], told: str) -> None:
    with pytest.raises(ModelError, match=told):
        read_tags(names, model="m")
