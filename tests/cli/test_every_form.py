"""What reads a dataset reads every form of it, to the same end."""

from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sakat.api import extract
from sakat.cli import app
from sakat.explorer.cache import cached_database
from sakat.explorer.schema import connect_read_only

pytest.importorskip("pyarrow", reason="the extra `tables` is not installed")

NEWS = {
    "b": ("ตำรวจจับกุมนายกิตติ บุญเรือง ที่เชียงใหม่ เมื่อวานนี้\nชาวบ้านประท้วงหน้าศาลากลาง\n", "2024-08-23"),
    "a": ("รัฐมนตรีต่างประเทศลาวพบกับผู้แทนเวียดนามที่กรุงเวียงจันทน์ เมื่อวันที่ ๕ มิถุนายน ๒๕๖๗\n", "2024-06-07"),
    "c": ("กระทรวงพาณิชย์ปฏิเสธข้อเสนอของจีน เมื่อเดือนก่อน\n", "2023-02-01"),
    "d": ("นายกรัฐมนตรีเดินทางไปกัมพูชา\n", None),
}
FORMS = ("jsonl.zst", "jsonl.gz", "parquet")


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory, write_dataset) -> dict[str, Path]:
    """The same dataset in every form: a folder each."""
    base = tmp_path_factory.mktemp("forms")
    records = [extract(text, uri=uri, document_date=day) for uri, (text, day) in NEWS.items()]
    write_dataset(records, base / "jsonl")
    for form in FORMS:
        run("convert", base / "jsonl", "-o", base / form, "--to", form)
        assert not (base / form / "articles.jsonl").exists()
    return {form: base / form for form in ("jsonl", *FORMS)}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("to", ["csv", "jsonld", "graphml", "plover", "geojson", "sqlite"])
def test_export_gives_the_same_bytes_from_every_form(
    datasets: dict[str, Path], tmp_path: Path, form: str, to: str
) -> None:
    for name in ("jsonl", form):
        run("export", datasets[name], "--to", to, "-o", tmp_path / name, "--all")
    assert (tmp_path / form).read_bytes() == (tmp_path / "jsonl").read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_diff_finds_nothing_changed_between_forms_and_a_removed_article(
    datasets: dict[str, Path], tmp_path: Path, write_dataset, form: str
) -> None:
    assert "nothing changed" in run("diff", datasets["jsonl"], datasets[form], "--check", "--html", tmp_path / "x.html")
    assert "nothing changed" in run("diff", datasets[form], datasets["jsonl"], "--check", "--html", tmp_path / "x.html")
    records = [extract(text, uri=uri, document_date=day) for uri, (text, day) in NEWS.items() if uri != "c"]
    write_dataset(records, tmp_path / "fewer")
    page = tmp_path / "changes.html"
    run("diff", datasets[form], tmp_path / "fewer", "--html", page)
    assert "กระทรวงพาณิชย์ปฏิเสธข้อเสนอของจีน" in page.read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_annotation_takes_a_file_or_a_folder_of_every_form(
    datasets: dict[str, Path], tmp_path: Path, form: str
) -> None:
    for name, source in (
        ("plain", datasets["jsonl"] / "articles.jsonl"),
        ("file", datasets[form] / f"articles.{form}"),
        ("folder", datasets[form]),
    ):
        run("annotate", "export", source, "--to", "label-studio", "-o", tmp_path / name)
    tasks = [sorted((tmp_path / name).read_text("utf-8").splitlines()) for name in ("plain", "file", "folder")]
    assert tasks[1] == tasks[2]
    assert len(tasks[0]) == len(tasks[1]) > len(NEWS)


@pytest.mark.parametrize("form", FORMS)
def test_explorer_builds_the_same_tables_from_every_form(datasets: dict[str, Path], tmp_path: Path, form: str) -> None:
    def dump(name: str) -> dict[str, list[tuple[object, ...]]]:
        with closing(connect_read_only(cached_database(datasets[name], tmp_path / name))) as connection:
            tables = ("articles", "entities", "events", "participants", "article_entities", "facet_counts", "meta")
            rows = {table: [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in tables}
            assert len(rows["articles"]) == len(NEWS)
            assert len(rows["events"]) > 1
            return rows

    assert dump(form) == dump("jsonl")


@pytest.mark.parametrize("form", FORMS)
def test_report_is_the_same_for_every_form(datasets: dict[str, Path], tmp_path: Path, form: str) -> None:
    for name in ("jsonl", form):
        run("report", datasets[name], "-o", tmp_path / name, "--previous", datasets["jsonl"])
    pages = [
        {
            path.relative_to(tmp_path / name): path.read_text("utf-8").replace(form, "jsonl")
            for path in (tmp_path / name).rglob("*.html")
        }
        for name in ("jsonl", form)
    ]
    assert pages[0] == pages[1]


def test_damaged_form_is_named(datasets: dict[str, Path], tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    folder.mkdir()
    for table in ("articles", "events", "entities"):
        content = (datasets["jsonl.zst"] / f"{table}.jsonl.zst").read_bytes()
        (folder / f"{table}.jsonl.zst").write_bytes(content[: len(content) // 2])
    for command in (
        ("export", folder, "--to", "csv", "-o", tmp_path / "x.csv"),
        ("diff", folder, datasets["jsonl"]),
        ("explore", folder, "--no-browser", "--cache", tmp_path / "cache"),
    ):
        result = CliRunner().invoke(app, [str(part) for part in command])
        assert result.exit_code == 2
        assert ".jsonl.zst" in result.stderr
