"""Tasks and labeling configuration for Label Studio, and what its exports may hold."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from sakat.annotation import AnnotatedArticle
from sakat.annotation.label_studio import article_to_task, label_config, read_tasks
from sakat.errors import GoldError

Task = dict[str, Any]
Change = Callable[[Task], None]


@pytest.fixture
def task(annotated: AnnotatedArticle) -> Task:
    return copy.deepcopy(article_to_task(annotated, use="annotations"))


def read_one(task: Task, **options: Any) -> AnnotatedArticle | GoldError:
    (found,) = read_tasks(json.dumps([task]), file="export.json", **options)
    return found


def results(task: Task) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = task["annotations"][0]["result"]
    return found


def result(task: Task, name: str, id: str) -> dict[str, Any]:
    return next(item for item in results(task) if item.get("id") == id and item.get("from_name") == name)


def test_offsets_count_code_points_also_after_an_emoji(annotated: AnnotatedArticle) -> None:
    text = annotated.text
    assert text.startswith("😀")
    for item in article_to_task(annotated)["predictions"][0]["result"]:
        if item["type"] == "labels":
            assert text[item["value"]["start"] : item["value"]["end"]] == item["value"]["text"]


def test_two_regions_have_one_relation_with_all_its_labels(annotated: AnnotatedArticle) -> None:
    relations = [item for item in article_to_task(annotated)["predictions"][0]["result"] if item["type"] == "relation"]
    pairs = [(item["from_id"], item["to_id"]) for item in relations]
    assert len(pairs) == len(set(pairs))
    assert ["recipient", "place"] in [item["labels"] for item in relations]


def test_names_are_asked_at_the_first_mention_only(annotated: AnnotatedArticle) -> None:
    items = article_to_task(annotated)["predictions"][0]["result"]
    names = [item["value"]["text"][0] for item in items if item.get("from_name") == "entity_name_en"]
    assert sorted(names) == ["Chile", "Chilean fishers", "Peru"]


def test_a_name_corrected_at_the_first_mention_is_corrected_at_all(task: Task) -> None:
    result(task, "entity_name_en", "m2")["value"]["text"] = ["Chilé"]
    back = read_one(task)
    assert isinstance(back, AnnotatedArticle)
    assert {e.name_en for e in back.gold.entities if e.canonical == "chile"} == {"Chilé"}


def test_a_date_corrected_is_corrected_for_the_events_linked_to_it(task: Task) -> None:
    result(task, "entity_edtf", "m5")["value"]["text"] = ["2022-01-09"]
    back = read_one(task)
    assert isinstance(back, AnnotatedArticle)
    assert [date.edtf for date in back.gold.dates] == ["2022-01-09"]
    assert next(event for event in back.gold.events if event.id == "e2").edtf == "2022-01-09"


def test_what_an_annotator_adds_by_hand_is_read(task: Task, annotated: AnnotatedArticle) -> None:
    start = annotated.text.index("เข้าร่วม")
    span = {"start": start, "end": start + 8}
    event = {"id": "o0tdDTSQzb", "to_name": "text", "origin": "manual"}
    task["annotations"][0]["result"] += [
        {**event, "from_name": "event", "type": "labels", "value": {**span, "text": "เข้าร่วม", "labels": ["CONSULT"]}},
        {**event, "from_name": "event_flags", "type": "choices", "value": {**span, "choices": ["negated"]}},
        {"type": "relation", "from_id": "m3", "to_id": "o0tdDTSQzb", "direction": "right", "labels": ["actor"]},
        {"id": "z", "from_name": "sentiment", "to_name": "text", "type": "choices", "value": {"choices": ["glad"]}},
    ]
    back = read_one(task)
    assert isinstance(back, AnnotatedArticle), back
    added = back.gold.events[-1]
    assert (added.id, added.type, added.trigger.text, added.negated) == ("e5", "CONSULT", "เข้าร่วม", True)
    assert added.modality == "asserted"
    assert added.actors == ("peru",)
    assert back.gold.events[:-1] == annotated.gold.events


def test_a_name_inside_a_required_one_is_optional_by_itself(task: Task, annotated: AnnotatedArticle) -> None:
    start = annotated.text.index("มกราคม")
    value: dict[str, Any] = {"start": start, "end": start + 6, "text": "มกราคม", "labels": ["CARDINAL"]}
    task["annotations"][0]["result"].append(
        {"id": "n", "from_name": "entity", "to_name": "text", "type": "labels", "value": value}
    )
    back = read_one(task)
    assert isinstance(back, AnnotatedArticle), back
    assert {e.text: e.optional for e in back.gold.entities}["มกราคม"] is True
    value.update(end=start + 20, text=annotated.text[start : start + 20])
    error = read_one(task)
    assert isinstance(error, GoldError)
    assert "expected required entities that do not overlap" in str(error)


def test_words_over_two_lines_are_as_the_editor_writes_them(task: Task, annotated: AnnotatedArticle) -> None:
    start = annotated.text.index("คน\n")
    value = {"start": start, "end": start + 8, "text": annotated.text[start : start + 8].replace("\n", "\\n")}
    task["annotations"][0]["result"].append(
        {"id": "q9", "from_name": "quote", "to_name": "text", "type": "labels", "value": {**value, "labels": ["QUOTE"]}}
    )
    back = read_one(task)
    assert isinstance(back, AnnotatedArticle), back
    assert len(back.gold.quotes) == 2


def put(name: str, id: str, **values: Any) -> Change:
    return lambda task: result(task, name, id)["value"].update(values)


def drop(name: str, id: str) -> Change:
    return lambda task: results(task).remove(result(task, name, id))


def link(head: str, target: str, *labels: str) -> Change:
    relation = {"type": "relation", "from_id": head, "to_id": target, "direction": "right", "labels": list(labels)}
    return lambda task: results(task).append(relation)


WRONG: list[tuple[Change, str]] = [
    (put("entity", "m3", start=25), "region m3: found 'เปรู' where the text has '\\nเปรู' at 25-30"),
    (put("entity", "m3", end=9999), "region m3: found 26-9999; expected offsets within"),
    (put("entity", "m3", labels=["CITY"]), "found label 'CITY'; expected one of PERSON"),
    (put("entity_canonical", "m3", text=["เปรู"]), "canonical: found 'เปรู'; expected a snake_case id"),
    (drop("entity_canonical", "m3"), "'เปรู' at 26-30 has no canonical id"),
    (drop("entity", "m3"), "region m3: found canonical, name_en, qid without a label of entity"),
    (put("entity_edtf", "m5", text=["8 ม.ค. 65"]), "edtf: found '8 ม.ค. 65'; expected a valid EDTF value"),
    (put("entity_edtf", "m5", text=["2021", "2022"]), "edtf: found 2 values, 2021, 2022; expected one"),
    (drop("entity_edtf", "m5"), "has no EDTF value; expected one at the linked date"),
    (put("event_mode", "event-e2", choices=["beat"]), "mode: found 'beat'; expected a mode of CONSULT"),
    (put("event_alt_triggers", "event-e1", text=["ปิด"]), "alt_triggers: found 'ปิด'; expected start-end"),
    (link("event-e1", "m3"), "from 'ปิดอ่าว' to 'เปรู': found no label"),
    (link("event-e1", "m3", "hero"), "from 'ปิดอ่าว' to 'เปรู': found a link 'hero'; expected one of actor"),
    (link("m1", "m3", "actor"), "found a link 'actor' from entity region m1"),
    (link("event-e1", "m3", "place"), "found location 'chile' and 'peru'; expected one place only"),
    (link("event-e1", "gone", "actor"), "'gone', which is not there"),
    (lambda task: task["annotations"][0].update(was_cancelled=True), "found no annotation; expected one"),
    (lambda task: task["data"].update(sentences="ไม่มี"), "sentences: found 'ไม่มี'; expected pairs of offsets"),
    (lambda task: task.pop("data"), "expected data.text, as the JSON export has it (not JSON-MIN)"),
]


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[message[:40] for _, message in WRONG])
def test_a_wrong_task_is_named_and_the_others_are_read(
    change: Change, message: str, task: Task, annotated: AnnotatedArticle
) -> None:
    sound = copy.deepcopy(task)
    task["id"] = 7
    change(task)
    error, other = read_tasks(json.dumps([task, sound]), file="export.json")
    assert isinstance(error, GoldError)
    assert message in str(error)
    assert str(error).startswith(("export.json: task 7 (อ่าว): ", "export.json: task 1: "))
    assert isinstance(other, AnnotatedArticle)
    assert other.gold == annotated.gold


def test_an_export_that_is_no_list_of_tasks_is_refused() -> None:
    for content, found in (("{}", "found dict"), ("id,text\n", "found no JSON")):
        with pytest.raises(GoldError, match=f"export.json: {found}"):
            list(read_tasks(content, file="export.json"))


def test_predictions_count_only_where_they_are_asked_for(annotated: AnnotatedArticle) -> None:
    task = article_to_task(annotated)
    assert isinstance(read_one(task), GoldError)
    back = read_one(task, predictions=True)
    assert isinstance(back, AnnotatedArticle)
    assert back.gold == annotated.gold


def test_of_several_annotations_the_ground_truth_counts_then_the_last(task: Task) -> None:
    (work,) = task["annotations"]
    empty = {"result": [], "ground_truth": False, "updated_at": "2026-02-02T00:00:00Z"}
    task["annotations"] = [{**work, "ground_truth": True, "updated_at": "2026-01-01T00:00:00Z"}, empty]
    back = read_one(task)
    assert isinstance(back, AnnotatedArticle)
    assert back.gold.events
    task["annotations"][0]["ground_truth"] = False
    last = read_one(task)
    assert isinstance(last, AnnotatedArticle)
    assert not last.gold.events


def test_a_task_without_sentences_is_split_into_sentences(task: Task, annotated: AnnotatedArticle) -> None:
    del task["data"]["sentences"]
    back = read_one(task)
    assert isinstance(back, AnnotatedArticle)
    assert len(back.gold.sentences) >= 3


def test_the_configuration_has_a_control_for_each_result(annotated: AnnotatedArticle) -> None:
    view = Xml.fromstring(label_config())
    values = {
        control.get("name"): {child.get("alias") or child.get("value") for child in control}
        for tag in ("Labels", "Choices")
        for control in view.iter(tag)
    }
    names = [element.get("name") for element in view.iter() if element.get("name")]
    assert len(names) == len(set(names))
    texts = {control.get("name") for control in view.iter("TextArea")}
    for item in article_to_task(annotated)["predictions"][0]["result"]:
        if item["type"] == "textarea":
            assert item["from_name"] in texts
        elif item["type"] != "relation":
            assert set(item["value"][item["type"]]) <= values[item["from_name"]]
    relations = {relation.get("value") for relation in view.iter("Relation")}
    assert relations == {"actor", "recipient", "place", "time", "source", "same_as", "speaker"}


def test_labels_show_thai_and_english() -> None:
    labels = {label.get("alias"): label.get("value") for label in Xml.fromstring(label_config()).iter("Label")}
    assert labels["PERSON"] == "บุคคล PERSON"
    assert labels["CONSULT"] == "หารือ CONSULT"
