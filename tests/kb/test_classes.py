from collections import Counter

from sakat.kb.classes import class_labels


def test_class_labels_covers_every_label_of_things() -> None:
    counts = Counter(class_labels().values())
    assert len(class_labels()) >= 120
    assert set(counts) == {
        "PERSON",
        "NORP",
        "GPE",
        "LOC",
        "FAC",
        "ORG",
        "EVENT",
        "LAW",
        "PRODUCT",
        "WORK_OF_ART",
    }


def test_class_labels_knows_humans_and_thai_provinces() -> None:
    assert class_labels()["Q5"] == "PERSON"
    assert class_labels()["Q50198"] == "GPE"
    assert "Q13406463" not in class_labels()  # list page
