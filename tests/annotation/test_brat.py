"""brat standoff, read by another library too, and what an annotator's file may hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from bioc import brat

from sakat.annotation import AnnotatedArticle
from sakat.annotation.brat import annotation_conf, article_files, read_folder, visual_conf
from sakat.annotation.graph import to_graph
from sakat.errors import GoldError


@pytest.fixture
def folder(annotated: AnnotatedArticle, tmp_path: Path) -> Path:
    for name, content in article_files(annotated):
        (tmp_path / name).write_text(content, "utf-8", newline="")
    return tmp_path


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "อ่าว.ann"
    content = path.read_text("utf-8")
    assert old in content, content
    path.write_text(content.replace(old, new, 1), "utf-8")


def read_one(folder: Path) -> AnnotatedArticle | GoldError:
    (found,) = read_folder(folder)
    return found


def test_another_library_reads_spans_events_and_relations(annotated: AnnotatedArticle, folder: Path) -> None:
    document = brat.loads(annotated.text, (folder / "อ่าว.ann").read_text("utf-8"))
    graph = to_graph(annotated)
    marks = [(item.type, item.text, *item.total_span) for item in document.entities]
    words = [annotated.text[region.start : region.end] for region in graph.regions]
    assert marks == [
        (region.label, word, region.start, region.end) for region, word in zip(graph.regions, words, strict=True)
    ]
    events = {event.id: event for event in document.events}
    assert [event.type for event in events.values()] == ["PROTEST", "CONSULT", "OTHER", "CONSULT"]
    assert sorted(events["E2"].arguments) == ["actor", "actor2", "source", "time"]
    assert events["E4"].arguments["same_as"] == "E2"
    assert [relation.type for relation in document.relations] == ["speaker"]
    values = {(item.type, item.refid): set(item.attributes) for item in document.attributes}
    assert values["modality", "E3"] == {"reported"}
    assert ("negated", "E4") in values
    assert any(note.text.startswith("canonical=peru name_en=Peru") for note in document.notes)


def test_another_library_reads_every_article_of_the_corpus(corpus: tuple[AnnotatedArticle, ...]) -> None:
    for article in corpus:
        content = dict(article_files(article))[f"{article.id}.ann"]
        document = brat.loads(article.text, content)
        assert len(list(document.events)) == len(article.gold.events)
        for item in document.entities:
            assert article.text[slice(*item.total_span)] == item.text


def test_a_stretch_over_lines_is_written_in_fragments(folder: Path, annotated: AnnotatedArticle) -> None:
    start = annotated.text.index("คน\n")
    quote = annotated.gold.quotes[0].model_copy(update={"start": start, "end": start + 8})
    article = AnnotatedArticle("อ่าว", annotated.text, annotated.gold.model_copy(update={"quotes": (quote,)}))
    for name, content in article_files(article):
        (folder / name).write_text(content, "utf-8", newline="")
    assert f"\tQUOTE {start} {start + 2};{start + 4} {start + 8}\tคน โฆษก\n" in (folder / "อ่าว.ann").read_text("utf-8")
    back = read_one(folder)
    assert isinstance(back, AnnotatedArticle), back
    assert back.gold == article.gold


def test_the_wikidata_item_is_a_normalization(folder: Path) -> None:
    assert "\tReference T2 Wikidata:Q298\tChile\n" in (folder / "อ่าว.ann").read_text("utf-8")


def test_an_annotators_corrections_are_read(folder: Path) -> None:
    change(folder, "reported", "asserted")
    change(folder, "\nE2\tCONSULT:", "\nE2\tAGREE:")
    change(folder, "CONSULT 30 35", "AGREE 30 35")
    change(folder, "type_alt=AGREE", "type_alt=CONSULT")
    with (folder / "อ่าว.ann").open("a", encoding="utf-8") as file:
        file.write('T90\tORG 90 94\tโฆษก\n#90\tAnnotatorNotes T90\tcanonical=spokesman name_en="The spokesman"\n')
        file.write("#91\tAnnotationError T90\tlooks odd\n")
    back = read_one(folder)
    assert isinstance(back, AnnotatedArticle), back
    events = {event.id: event for event in back.gold.events}
    assert (events["e2"].type, events["e3"].modality) == ("AGREE", "asserted")
    assert ("โฆษก", "spokesman", "The spokesman") in [(e.text, e.canonical, e.name_en) for e in back.gold.entities]


def test_without_the_file_beside_it_sentences_are_split_and_the_day_is_unknown(folder: Path) -> None:
    (folder / "อ่าว.json").unlink()
    back = read_one(folder)
    assert isinstance(back, AnnotatedArticle), back
    assert back.gold.document_date is None
    assert len(back.gold.sentences) >= 3


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("GPE 26 30\tเปรู", "GPE 25 29\tเปรู", ":3: found 'เปรู' where the text has '"),
        ("GPE 26 30\tเปรู", "GPE 26 3000\tเปรู", ":3: found 26-3000; expected offsets within 0-"),
        ("GPE 26 30\tเปรู", "GPE 26 28;29 30\tเป ู", ":3: found a stretch with the gap ['ร']; expected one without gaps"),
        ("GPE 26 30\tเปรู", "CITY 26 30\tเปรู", ":3: found label 'CITY'; expected one of PERSON"),
        ("GPE 26 30\tเปรู", "GPE\tเปรู", ":3: found 'GPE'; expected a label and offsets"),
        ("canonical=peru", "canonical=เปรู", "T3 'เปรู' at 26-30: canonical: found 'เปรู'; expected a snake_case id"),
        ("canonical=peru name_en=Peru", "canonical=peru Peru", "T3: found 'Peru'; expected key=value"),
        ("canonical=peru", "canonnical=peru", "T3 'เปรู' at 26-30: found 'canonnical'; expected one of canonical"),
        ("modality E3 reported", "modality E3 heard", "modality: found 'heard'; expected"),
        ("modality E3 reported", "mood E3 reported", "found 'mood E3 reported'; expected an attribute"),
        ("Wikidata:Q298", "GeoNames:298", "found 'Reference T2 GeoNames:298'; expected a reference to Wikidata"),
        ("E2\tCONSULT:T", "E2\tCONSULT:T9", "found trigger 'T9"),
        ("actor:T1", "hero:T1", "found a link 'hero'; expected one of actor"),
        ("R1\tspeaker", "*\tEquiv", "found '*\\tEquiv Arg1:"),
    ],
)
def test_a_wrong_line_is_named_and_other_files_are_read(
    old: str, new: str, message: str, folder: Path, annotated: AnnotatedArticle
) -> None:
    for name, content in article_files(AnnotatedArticle("ฮ", annotated.text, annotated.gold)):
        (folder / name).write_text(content, "utf-8", newline="")
    change(folder, old, new)
    error, other = read_folder(folder)
    assert isinstance(error, GoldError)
    assert message in str(error)
    assert str(error).startswith(f"{folder / 'อ่าว.ann'}:")
    assert isinstance(other, AnnotatedArticle)
    assert other.gold == annotated.gold


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"found no \.ann file"):
        list(read_folder(tmp_path))


def test_the_configuration_knows_every_label_role_and_attribute(annotated: AnnotatedArticle) -> None:
    sections: dict[str, list[str]] = {}
    for line in annotation_conf().splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        elif line:
            current.append(line)
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    content = dict(article_files(annotated))["อ่าว.ann"]
    attributes = {line.split("\t")[0]: line for line in sections["attributes"]}
    for line in content.splitlines():
        kind, body = line.split("\t")[:2]
        if kind.startswith("A"):
            assert body.split()[0] in attributes
        if kind.startswith("E"):
            label = body.split(":")[0]
            (row,) = [item for item in sections["events"] if item.startswith(f"{label}\t")]
            for role in body.split()[1:]:
                assert role.split(":")[0].rstrip("0123456789") in row
    assert "modality\tArg:<EVENT>, Value:asserted|hypothetical|planned|reported|generic" in sections["attributes"]
    assert "PERSON | บุคคล PERSON | PERSON" in visual_conf()
