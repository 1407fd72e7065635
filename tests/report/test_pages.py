"""The pages: valid HTML, links that lead somewhere, nothing unescaped, the numbers of evaluate."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest

from sakat.cli.scores import read_genres
from sakat.errors import DatasetError, GoldError, InputError, OutputError, RecordError
from sakat.evaluation import Report, evaluate_folder, report_json
from sakat.evaluation.errors import KINDS, LAYERS
from sakat.evaluation.metrics import METRICS
from sakat.files import write_atomically
from sakat.record import Record
from sakat.report.write import MARKER, write_report

H = "{http://www.w3.org/1999/xhtml}"
OUTSIDE = {"http", "https"}


def parse(path: Path) -> ET.Element:
    return html5lib.HTMLParser(strict=True).parse(path.read_text("utf-8"))


def pages(report: Path) -> list[Path]:
    return sorted(report.rglob("*.html"))


def text_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def rows(page: Path) -> Iterator[list[str]]:
    for row in parse(page).iter(f"{H}tr"):
        yield [text_of(cell) for cell in row]


@pytest.fixture(scope="module")
def evaluation(root: Path) -> Report:
    genres = read_genres(root / "corpus" / "articles")
    return evaluate_folder(root / "outputs/articles.jsonl", root / "corpus/gold", genres=genres, bootstrap=1000)


@pytest.fixture(scope="module", params=["hostile_report", "corpus_report"])
def report(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_every_page_is_valid_html_with_ids_that_stand_once(report: Path) -> None:
    for path in pages(report):
        tree = parse(path)
        ids = [element.get("id") for element in tree.iter() if element.get("id") is not None]
        assert len(ids) == len(set(ids)), path
        headings = [int(element.tag[-1]) for element in tree.iter() if element.tag in {f"{H}h{n}" for n in range(1, 7)}]
        assert headings.count(1) == 1, path
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(headings)), path
        assert not any(
            element.tag == f"{H}a" for link in tree.iter(f"{H}a") for element in link.iter() if element is not link
        )


def test_every_link_leads_to_a_page_and_anchor_of_the_report(report: Path) -> None:
    anchors = {path.resolve(): {element.get("id") for element in parse(path).iter()} for path in pages(report)}
    for path in pages(report):
        for element in parse(path).iter():
            for name in ("href", "src"):
                target = element.get(name)
                if target is None or urlsplit(target).scheme in OUTSIDE:
                    continue
                parts = urlsplit(target)
                assert not parts.scheme, f"{path}: {target}"
                assert not parts.path.startswith("/"), f"{path}: {target}"
                found = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
                assert found.is_file(), f"{path}: {target}"
                assert found.is_relative_to(report.resolve())
                if parts.fragment:
                    assert unquote(parts.fragment) in anchors[found], f"{path}: {target}"


def test_both_languages_have_the_same_pages(report: Path) -> None:
    names = {str(path.relative_to(report)) for path in pages(report)}
    english = {name.removeprefix("en/") for name in names if name.startswith("en/")}
    assert english == {name for name in names if not name.startswith("en/")}
    assert {parse(path).get("lang") for path in pages(report / "en")} == {"en"}


def test_nothing_of_an_article_becomes_markup(hostile_report: Path) -> None:
    for path in pages(hostile_report):
        tree = parse(path)
        assert not list(tree.iter(f"{H}script")), path
        assert not list(tree.iter(f"{H}b")) or "<b>รัฐบาล" not in path.read_text("utf-8")
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert not (hostile_report.parent / "hostile").exists()
    articles = list((hostile_report / "articles").iterdir())
    assert all(path.name.startswith("d_") for path in articles)
    shown = [text_of(parse(path).find(f".//{H}article") or parse(path)) for path in articles]
    assert any('<script>document.title="แฮ็ก' in text and "\ufffd\ufffd\ufffd" in text for text in shown)


def test_the_text_of_an_article_is_shown_whole(hostile_report: Path, records: list[Record]) -> None:
    for record in records:
        tree = parse(hostile_report / "articles" / f"{record.id}.html")
        article = next(iter(tree.iter(f"{H}article")))
        for number in list(article.iter()):
            for child in [child for child in number if child.tag == f"{H}sup"]:
                for link in child:
                    link.text = ""
        shown = "".join("".join(article.itertext()).split())
        expected = "".join(
            record.text.replace("\x0b", "\ufffd").replace("\x7f", "\ufffd").replace("\ufffe", "\ufffd").split()
        )
        assert shown == expected


def test_an_article_shows_every_event_with_both_labels_and_both_eras(
    hostile_report: Path, records: list[Record]
) -> None:
    record = records[0]
    assert record.events
    for folder, era in (("articles", "2567 (ค.ศ. 2024)"), ("en/articles", "2024 (BE 2567)")):
        tree = parse(hostile_report / folder / f"{record.id}.html")
        items = {element.get("id"): text_of(element) for element in tree.iter(f"{H}li") if element.get("id")}
        for event in record.events:
            assert event.label_th in items[event.id]
            assert event.label_en in items[event.id]
            if event.time is not None and event.time.edtf is not None:
                assert era in items[event.id]
        assert {element.get("id") for element in tree.iter()} >= {f"at-{event.id}" for event in record.events}


def test_rejects_are_listed_with_their_reason(hostile_report: Path) -> None:
    found = [row for row in rows(hostile_report / "index.html") if "not_utf8" in row]
    assert len(found) == 1
    assert found[0][-1].startswith("ไบต์ที่ 3 <script>")


def test_scores_are_those_of_evaluate(corpus_report: Path, evaluation: Report) -> None:
    for split, scores in evaluation.splits.items():
        shown = {row[0].split()[-1]: row for row in rows(corpus_report / f"evaluation-{split}.html")}
        for metric, score in scores.totals.items():
            row = shown[metric]
            assert row[1] == ("–" if score.value is None else f"{score.value:.3f}")
            assert row[2] == ("" if score.interval is None else "{:.3f}–{:.3f}".format(*score.interval))
            assert row[5] == f"{score.support:,}"
        for name, totals in scores.documents.items():
            value = totals["event_f1"].value
            assert shown[name][5] == ("–" if value is None else f"{value:.3f}")


def test_error_counts_are_those_of_evaluate(corpus_report: Path, evaluation: Report) -> None:
    dev = evaluation.splits["dev"].totals
    table = [row for row in rows(corpus_report / "en" / "errors.html") if len(row) == 2 + len(KINDS)]
    shown = {row[0]: dict(zip(KINDS, row[1:], strict=False)) for row in table[: 1 + len(LAYERS)]}
    kinds = ("boundary", "label", "miss", "invention")
    boundary, label, miss, invention = (shown["Entities"][kind].replace(",", "") for kind in kinds)
    counts = dev["ent_exact_f1"].counts
    assert int(boundary) + int(label) + int(miss) == counts.fn
    assert int(boundary) + int(label) + int(invention) == counts.fp
    assert int(shown["English names"]["value"]) == dev["en_name_acc"].counts.fp
    listed = [
        item
        for path in sorted((corpus_report / "errors").glob("dev-entities-miss*.html"))
        for item in parse(path).iter(f"{H}li")
        if list(item.iter(f"{H}dl"))
    ]
    assert len(listed) == int(miss)
    by_sentence = corpus_report / "en" / "errors" / "dev-events-trigger.html"
    assert "Found in the same sentence, by another trigger" in by_sentence.read_text("utf-8")
    assert sum(1 for item in parse(by_sentence).iter(f"{H}p") if item.get("class") == "kwic") == int(
        shown["Events"]["trigger"]
    )


def test_confusion_rows_sum_to_the_support(corpus_report: Path, evaluation: Report) -> None:
    groups = evaluation.splits["test"].groups["ent_exact_f1"]
    matrix = [row for row in rows(corpus_report / "evaluation-test.html") if row and row[0] in groups and len(row) > 10]
    assert {row[0]: int(row[-1].replace(",", "")) for row in matrix} == {
        label: groups[label].support for label in (row[0] for row in matrix)
    }
    assert len(matrix) >= 15


def test_errors_of_the_test_split_are_counted_and_not_shown(corpus_report: Path) -> None:
    assert any((corpus_report / "errors").glob("dev-*.html"))
    assert not list(corpus_report.rglob("test-*.html"))


def test_errors_of_the_test_split_are_shown_if_asked_for(
    root: Path, tmp_path: Path, make_outputs: Callable[..., Path]
) -> None:
    gold = tmp_path / "gold"
    (gold / "test").mkdir(parents=True)
    for path in sorted((root / "corpus/gold/test").glob("*.json"))[:2]:
        (gold / "test" / path.name).write_bytes(path.read_bytes())
    write_report(root / "outputs", tmp_path / "report", gold=gold, show_test_errors=True)
    assert list((tmp_path / "report/errors").glob("test-events-*.html"))


def test_comparison_says_what_changed_and_how_sure(corpus_report: Path, evaluation: Report) -> None:
    page = corpus_report / "en" / "comparison.html"
    shown = {row[0].split()[-1]: row for row in rows(page)}
    assert set(METRICS) <= shown.keys()
    row = next(row for row in rows(page) if row[0].endswith("event_f1") and "core" in row[0])
    assert float(row[2]) == pytest.approx(evaluation.splits["dev"].totals["event_f1"].value, abs=0.0006)
    assert row[3].startswith("+")
    assert row[5] == "<0.002"
    dates = next(row for row in rows(page) if row[0].endswith("date_span_f1"))
    assert dates[3] in {"+0.000", "-0.000"} or float(dates[3]) > 0
    changes = "".join(path.read_text("utf-8") for path in (corpus_report / "en").glob("changes*.html"))
    assert changes.count('class="badge added"') >= 60
    assert 'class="badge removed"' not in changes


def test_a_report_compares_with_the_json_of_evaluate(root: Path, tmp_path: Path, evaluation: Report) -> None:
    write_atomically(tmp_path / "old.json", report_json(evaluation))
    (tmp_path / "outputs").mkdir()
    line = (root / "outputs/articles.jsonl").read_text("utf-8").splitlines()[0]
    (tmp_path / "outputs/articles.jsonl").write_text(line + "\n", "utf-8")
    (tmp_path / "outputs/rejects.jsonl").touch()
    gold = root / "corpus" / "gold"
    write_report(tmp_path / "outputs", tmp_path / "report", gold=gold, previous=tmp_path / "old.json")
    shown = [row for row in rows(tmp_path / "report/en/comparison.html") if row[0].endswith("ent_exact_f1")]
    assert all(row[3].startswith("-") and row[5] == "<0.002" for row in shown)
    assert not (tmp_path / "report/changes.html").exists()
    assert "no record" in (tmp_path / "report/en/errors/dev-entities-miss.html").read_text("utf-8")


def test_an_empty_dataset_has_a_report(tmp_path: Path, make_outputs: Callable[..., Path]) -> None:
    summary = write_report(make_outputs(tmp_path / "outputs", []), tmp_path / "report")
    assert summary.articles == 0
    for path in pages(tmp_path / "report"):
        parse(path)
    assert "holds no articles" in (tmp_path / "report/en/index.html").read_text("utf-8")
    assert not (tmp_path / "report/evaluation.html").exists()


def test_a_dataset_without_gold_has_no_scores(hostile_report: Path) -> None:
    assert sorted(path.name for path in hostile_report.glob("*.html")) == ["articles.html", "index.html"]


def test_two_runs_give_equal_bytes(tmp_path: Path, records: list[Record], make_outputs: Callable[..., Path]) -> None:
    outputs = make_outputs(tmp_path / "outputs", records)
    found = []
    for name in ("one", "two"):
        write_report(outputs, tmp_path / name)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        found.append({str(path.relative_to(tmp_path / name)): path.read_bytes() for path in files})
    assert found[0] == found[1]
    assert str(tmp_path).encode() not in b"".join(found[0].values())


def test_long_lists_are_cut_into_pages(
    tmp_path: Path, records: list[Record], make_outputs: Callable[..., Path]
) -> None:
    copies = [
        records[2].model_copy(
            update={
                "id": f"d_{number:016x}",
                "source": records[2].source.model_copy(update={"uri": f"ข่าว/{number:03d}"}),
            }
        )
        for number in range(205)
    ]
    write_report(make_outputs(tmp_path / "outputs", copies), tmp_path / "report")
    lists = ["articles.html", "articles-2.html", "articles-3.html"]
    sizes = [sum(1 for item in parse(tmp_path / "report" / name).iter(f"{H}ol") for _ in item) for name in lists]
    assert sizes == [100, 100, 5]


def test_a_report_replaces_only_a_report(
    tmp_path: Path, records: list[Record], make_outputs: Callable[..., Path]
) -> None:
    outputs = make_outputs(tmp_path / "outputs", records[:1])
    target = tmp_path / "report"
    target.mkdir()
    (target / "บันทึก.txt").write_text("ของฉัน", "utf-8")
    with pytest.raises(OutputError, match="holds other files"):
        write_report(outputs, target)
    assert [path.name for path in target.iterdir()] == ["บันทึก.txt"]
    (target / "บันทึก.txt").unlink()
    write_report(outputs, target)
    (target / "เก่า.html").write_text("", "utf-8")
    write_report(outputs, target)
    assert not (target / "เก่า.html").exists()
    assert (target / MARKER).is_file()
    with pytest.raises(OutputError, match="found a file"):
        write_report(outputs, outputs / "articles.jsonl")


def test_a_failed_report_leaves_the_old_one(
    tmp_path: Path, records: list[Record], make_outputs: Callable[..., Path]
) -> None:
    outputs = make_outputs(tmp_path / "outputs", records[:1])
    write_report(outputs, tmp_path / "report")
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    with (outputs / "articles.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": 3}\n')
    with pytest.raises(RecordError, match=r"articles\.jsonl:2"):
        write_report(outputs, tmp_path / "report")
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before


def test_wrong_inputs_are_named(tmp_path: Path, records: list[Record], make_outputs: Callable[..., Path]) -> None:
    outputs = make_outputs(tmp_path / "outputs", records[:1])
    with pytest.raises(InputError, match=r"no articles\.jsonl"):
        write_report(tmp_path, tmp_path / "report")
    with pytest.raises(DatasetError, match="no such file"):
        write_report(outputs, tmp_path / "report", previous=tmp_path / "none")
    with pytest.raises(GoldError, match="no folder dev or test"):
        write_report(outputs, tmp_path / "report", gold=tmp_path)
    (outputs / "rejects.jsonl").write_text("[]\n", "utf-8")
    with pytest.raises(DatasetError, match=r"rejects\.jsonl:1"):
        write_report(outputs, tmp_path / "report")
    assert not (tmp_path / "report").exists()
