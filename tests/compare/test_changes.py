import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sakat.compare import FieldChange, Summary, compare_datasets, count_changes
from sakat.errors import InputError, RecordError
from sakat.record import Record

Make = Callable[..., Record]
Write = Callable[..., Path]


def changes(old: Path, new: Path) -> list[Any]:
    return list(compare_datasets(old, new))


def ways(found: list[Any]) -> Counter[tuple[str, str]]:
    return Counter((change.kind, change.how) for change in found)


def test_equal_datasets_have_no_changes(root: Path, article: Make, folder: Write) -> None:
    assert changes(root / "outputs", root / "outputs") == []
    assert changes(folder("old", article()), folder("new", article())) == []
    assert changes(folder("none"), folder("nothing")) == []


def test_a_changed_field_is_told_with_the_event_s_evidence(article: Make, folder: Write) -> None:
    changed = {"จับกุม": {"actors": [], "edtf": "2024-06-05", "fields": {"score": 0.5}}}
    (change,) = changes(folder("old", article()), folder("new", article(changed=changed)))
    assert (change.kind, change.how, change.type, change.uri) == ("event", "changed", "COERCE", "a")
    assert change.old_id == change.new_id
    assert change.evidence == "ตำรวจจับกุมแกนนำสองคน"
    fields = {item.name: (item.old, item.new) for item in change.fields}
    assert fields["actors_th"] == (["สมาคมชาวสวน"], [])
    assert fields["edtf"] == (None, "2024-06-05")
    assert fields["score"] == (0.9, 0.5)
    assert set(fields) == {
        "actor_ids", "actors_th", "actors_en", "edtf", "date_start", "date_end", "score",
    }  # fmt: skip


@pytest.mark.parametrize(("change", "name"), [("negated", "polarity"), ("planned", "modality")])
def test_a_change_of_standing_is_told(change: str, name: str, article: Make, folder: Write) -> None:
    new = article(changed={"ประท้วง": {"fields": {name: change}}})
    (found,) = changes(folder("old", article()), folder("new", new))
    assert [(item.name, item.new) for item in found.fields] == [(name, change)]


def test_added_and_removed_events_and_entities(article: Make, folder: Write) -> None:
    old = folder("old", article())
    less = article(triggers=[("หารือ", "CONSULT"), ("ปล่อยตัว", "RETREAT")])
    found = changes(old, folder("new", less))
    assert [(item.how, item.type, item.evidence) for item in found] == [
        ("removed", "PROTEST", "สมาคมชาวสวนประท้วงหน้าศาลากลาง"),
        ("removed", "COERCE", "ตำรวจจับกุมแกนนำสองคน"),
    ]
    assert all(item.new_id is None and item.old_id is not None for item in found)
    back = changes(folder("new", less), old)
    assert [(item.how, item.type) for item in back] == [("added", "PROTEST"), ("added", "COERCE")]
    assert all(item.old_id is None for item in back)


def test_added_and_removed_articles_bring_their_events(article: Make, folder: Write) -> None:
    other = article("สมาคมชาวสวนหารือกระทรวงพาณิชย์ที่นครสวรรค์", uri="b", triggers=[("หารือ", "CONSULT")])
    found = changes(folder("old", article()), folder("new", article(), other))
    assert ways(found) == {("article", "added"): 1, ("event", "added"): 1}
    found = changes(folder("old", article(), other), folder("new", article()))
    assert ways(found) == {("article", "removed"): 1, ("event", "removed"): 1}


def test_a_small_edit_of_the_text_moves_events_and_changes_none(article: Make, folder: Write) -> None:
    text = article().text
    new = article("แก้ไขล่าสุดเมื่อเช้านี้\n" + text)
    found = changes(folder("old", article()), folder("new", new))
    assert ways(found) == {("article", "changed"): 1, ("event", "moved"): 4}
    (edited,) = [item for item in found if item.kind == "article"]
    assert FieldChange("text_length", len(text), len(new.text)) in edited.fields
    assert [item.evidence for item in found[1:]] == text.splitlines()
    assert [item.new_id for item in found[1:]] == [event.id for event in new.events]
    assert [item.old_id for item in found[1:]] == [event.id for event in article().events]


def test_an_edit_in_one_sentence_changes_only_its_event(article: Make, folder: Write) -> None:
    text = article().text.replace("แกนนำสองคน", "แกนนำสามคน")
    found = changes(folder("old", article()), folder("new", article(text)))
    assert ways(found) == {("article", "changed"): 1, ("event", "moved"): 3, ("event", "changed"): 1}
    (change,) = [item for item in found if (item.kind, item.how) == ("event", "changed")]
    assert change.fields == (FieldChange("evidence_text", "ตำรวจจับกุมแกนนำสองคน", "ตำรวจจับกุมแกนนำสามคน"),)


def test_a_sentence_put_in_adds_its_event_alone(article: Make, folder: Write) -> None:
    text = article().text.replace("ตำรวจจับกุม", "ผู้ว่าฯ ขอโทษชาวสวน\nตำรวจจับกุม")
    triggers = [
        ("หารือ", "CONSULT"),
        ("ประท้วง", "PROTEST"),
        ("ขอโทษ", "CONCEDE"),
        ("จับกุม", "COERCE"),
        ("ปล่อยตัว", "RETREAT"),
    ]
    found = changes(folder("old", article()), folder("new", article(text, triggers=triggers)))
    events = [(item.how, item.type) for item in found if item.kind == "event"]
    assert events == [
        ("moved", "CONSULT"), ("moved", "PROTEST"), ("added", "CONCEDE"), ("moved", "COERCE"), ("moved", "RETREAT"),
    ]  # fmt: skip


def test_another_type_for_the_same_trigger_is_one_change(article: Make, folder: Write) -> None:
    triggers = [("หารือ", "CONSULT"), ("ประท้วง", "PROTEST"), ("จับกุม", "ASSAULT"), ("ปล่อยตัว", "RETREAT")]
    for text in (article().text, "ด่วน\n" + article().text):
        found = changes(folder("old", article()), folder("new", article(text, triggers=triggers)))
        (change,) = [item for item in found if (item.kind, item.how) == ("event", "changed")]
        assert change.fields[0] == FieldChange("type", "COERCE", "ASSAULT")
        assert not [item for item in found if item.how in {"added", "removed"}]


def test_a_longer_trigger_is_one_change(article: Make, folder: Write) -> None:
    triggers = [("หารือกับ", "CONSULT"), ("ประท้วง", "PROTEST"), ("จับกุม", "COERCE"), ("ปล่อยตัว", "RETREAT")]
    found = changes(folder("old", article()), folder("new", article(triggers=triggers)))
    assert [(item.how, [field.name for field in item.fields]) for item in found] == [
        ("changed", ["trigger", "label_th"])
    ]


def test_far_apart_events_of_other_types_are_not_paired(article: Make, folder: Write) -> None:
    old = article(triggers=[("หารือ", "CONSULT")])
    new = article(triggers=[("ปล่อยตัว", "CONSULT")])
    found = changes(folder("old", old), folder("new", new))
    assert ways(found) == {("event", "added"): 1, ("event", "removed"): 1}


def test_a_link_to_a_moved_event_is_no_change(article: Make, folder: Write) -> None:
    def linked(text: str) -> Record:
        record = article(text)
        first, *rest = record.events
        again = rest[-1].model_copy(update={"same_as": first.id})
        return record.model_copy(update={"events": (first, *rest[:-1], again)})

    found = changes(folder("old", linked(article().text)), folder("new", linked("ด่วน\n" + article().text)))
    assert ways(found) == {("article", "changed"): 1, ("event", "moved"): 4}


def test_a_renamed_article_is_one_change(article: Make, folder: Write) -> None:
    found = changes(folder("old", article()), folder("new", article(uri="b", title="ข่าวใหม่")))
    (change,) = found
    assert (change.kind, change.how, change.uri) == ("article", "changed", "b")
    assert {item.name: (item.old, item.new) for item in change.fields} == {
        "uri": ("a", "b"),
        "title": (None, "ข่าวใหม่"),
    }


def test_articles_are_paired_by_name_before_text(article: Make, folder: Write) -> None:
    other = "กระทรวงพาณิชย์ สมาคมชาวสวน นครสวรรค์ หารือ ประท้วง จับกุม ปล่อยตัว"
    old = folder("old", article(uri="a"), article(other, uri="b"))
    new = folder("new", article(uri="b"), article(other, uri="a"))
    found = changes(old, new)
    assert ways(found)["article", "changed"] == 2
    assert not [item for item in found if item.how in {"added", "removed"}]


def test_an_entity_that_gets_its_wikidata_id_is_one_change(article: Make, folder: Write) -> None:
    known = [
        {"name_th": "กระทรวงพาณิชย์", "label": "ORG", "name_en": "Ministry of Commerce", "name_en_method": "official"},
        {"name_th": "สมาคมชาวสวน", "label": "ORG"},
        {"name_th": "นครสวรรค์", "label": "GPE", "name_en": "Nakhon Sawan", "name_en_method": "cldr", "qid": "Q274711"},
    ]
    (change,) = changes(folder("old", article()), folder("new", article(entities=known)))
    assert (change.kind, change.how, change.type, change.label_th) == ("entity", "changed", "GPE", "นครสวรรค์")
    assert change.old_id is not None
    assert change.old_id.startswith("x_")
    assert change.new_id == "Q274711"
    assert FieldChange("qid", None, "Q274711") in change.fields


def test_counts_are_by_kind_and_type(article: Make, folder: Write) -> None:
    summary = Summary()
    new = folder("new", article(triggers=[("หารือ", "CONSULT")], changed={"หารือ": {"actors": []}}))
    found = list(count_changes(compare_datasets(folder("old", article()), new), summary))
    assert summary.total == len(found) == 4
    assert summary.rows()[0] == ("event", "", {"added": 0, "removed": 3, "changed": 1, "moved": 0})
    assert [(kind, of_type) for kind, of_type, _ in summary.rows()] == [
        ("event", ""), ("event", "COERCE"), ("event", "CONSULT"), ("event", "PROTEST"), ("event", "RETREAT"),
    ]  # fmt: skip


def test_added_and_removed_turn_around(root: Path, article: Make, folder: Write) -> None:
    other = folder("other", article())
    there, back = ways(changes(root / "outputs", other)), ways(changes(other, root / "outputs"))
    turned = {"added": "removed", "removed": "added"}
    assert {(kind, turned.get(how, how)): count for (kind, how), count in there.items()} == back
    with (root / "outputs" / "events.jsonl").open("rb") as lines:
        assert there["event", "removed"] == sum(1 for _ in lines)


def test_a_folder_without_a_dataset_is_refused(tmp_path: Path, folder: Write) -> None:
    with pytest.raises(InputError, match=r"no articles\.jsonl"):
        changes(folder("old"), tmp_path / "absent")


@pytest.mark.parametrize("line", ["{}", "[]", "x", '{"source": {"uri": "a"}}'])
def test_a_line_that_is_no_record_is_named(line: str, folder: Write) -> None:
    new = folder("new")
    (new / "articles.jsonl").write_text(f"{line}\n", "utf-8")
    with pytest.raises(RecordError, match=r"articles\.jsonl:1: found no id and uri"):
        changes(folder("old"), new)


def test_two_articles_of_one_name_are_refused(article: Make, folder: Write) -> None:
    new = folder("new", article())
    line = (new / "articles.jsonl").read_text("utf-8")
    (new / "articles.jsonl").write_text(line * 2, "utf-8")
    with pytest.raises(RecordError, match=r"articles\.jsonl:2: uri 'a' also at .*articles\.jsonl:1"):
        changes(folder("old"), new)


@pytest.mark.parametrize("ids", [["b", "a"], ["a", "a"]])
def test_entities_out_of_order_are_refused(ids: list[str], folder: Write) -> None:
    new = folder("new")
    (new / "entities.jsonl").write_text("".join(json.dumps({"id": item}) + "\n" for item in ids), "utf-8")
    with pytest.raises(InputError, match=r"entities\.jsonl:2: id 'a' after"):
        changes(new, folder("old"))
