"""`sakat build` again: whatever changed, every file is what a build from nothing gives, and no more is extracted."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sakat
from sakat.batch import work
from sakat.batch.folder import WORKSHOP
from sakat.cli import app
from sakat.inputs.article import Article

ARTICLES = {
    "arrest": "ตำรวจจับกุมนายกิตติ บุญเรือง ผู้ต้องหาคดีฉ้อโกง ที่จังหวัดตรัง เมื่อวานนี้\n",
    "visit": "รัฐมนตรีว่าการกระทรวงการคลังเดินทางไปเวียงจันทน์ เมื่อวันที่ 7 มิ.ย. 2567\n",
    "protest": "ชาวนาชุมนุมหน้าศาลากลางจังหวัดพิจิตร เมื่อวันที่ 2 มีนาคม 2567 เรียกร้องราคาข้าว\n",
    "twin": "ชาวนาชุมนุมหน้าศาลากลางจังหวัดพิจิตร เมื่อวันที่ 2 มีนาคม 2567 เรียกร้องราคาข้าว\n",
    "empty": " \n",
}


class Project:
    """A corpus and its outputs."""

    def __init__(self, folder: Path, extracted: list[str]) -> None:
        self.articles = folder / "corpus" / "articles"
        self.outputs = folder / "outputs"
        self.extracted = extracted
        self.articles.mkdir(parents=True)
        for name, text in ARTICLES.items():
            self.write(name, text)
            self.describe(name)

    def write(self, name: str, text: str) -> None:
        (self.articles / f"{name}.txt").write_text(text, "utf-8")

    def describe(self, name: str, day: str = "2024-03-05") -> None:
        (self.articles / f"{name}.yaml").write_text(f'title: {name}\ndocument_date: "{day}"\n', "utf-8")

    def build(self, *options: str, into: Path | None = None) -> list[str]:
        """Build, and return which articles were extracted."""
        del self.extracted[:]
        arguments = ["--corpus", self.articles.parent, "--outputs", into or self.outputs]
        result = CliRunner().invoke(app, ["build", *map(str, arguments), *options])
        assert result.exit_code in (0, 1), result.output
        assert "Traceback" not in result.output
        return sorted(self.extracted)

    def check(self) -> tuple[int, str]:
        result = CliRunner().invoke(
            app, ["build", "--corpus", str(self.articles.parent), "--outputs", str(self.outputs), "--check"]
        )
        return result.exit_code, result.stderr

    def files(self, folder: Path | None = None) -> dict[str, bytes]:
        found = (folder or self.outputs).iterdir()
        return {path.name: path.read_bytes() for path in found if path.is_file() and path.name != "run.json"}

    def from_nothing(self) -> dict[str, bytes]:
        fresh = self.outputs.with_name("fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        self.build(into=fresh)
        return self.files(fresh)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    extracted: list[str] = []
    real = work.extract_article

    def noting(nlp: object, article: Article) -> object:
        extracted.append(article.metadata.uri.removeprefix("corpus:"))
        return real(nlp, article)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "extract_article", noting)
    return Project(tmp_path, extracted)


def test_nothing_is_extracted_where_nothing_changed(project: Project) -> None:
    assert project.build() == sorted(ARTICLES)
    first = project.files()
    assert project.build() == []
    assert project.files() == first
    assert sorted(first) == ["articles.jsonl", "entities.jsonl", "events.jsonl", "manifest.json", "rejects.jsonl"]
    assert project.check() == (0, "")


def delete(project: Project) -> Iterable[str]:
    for suffix in (".txt", ".yaml"):
        (project.articles / f"arrest{suffix}").unlink()
    return ()


def delete_the_first_of_twins(project: Project) -> Iterable[str]:
    (project.articles / "protest.txt").unlink()
    return ()


def rename(project: Project) -> Iterable[str]:
    for suffix in (".txt", ".yaml"):
        (project.articles / f"arrest{suffix}").rename(project.articles / f"seized{suffix}")
    return ("seized",)


def change_the_text(project: Project) -> Iterable[str]:
    project.write("visit", ARTICLES["visit"].replace("เวียงจันทน์", "ย่างกุ้ง"))
    return ("visit",)


def change_the_day(project: Project) -> Iterable[str]:
    project.describe("arrest", "2024-08-23")
    return ("arrest",)


def take_the_description_away(project: Project) -> Iterable[str]:
    (project.articles / "arrest.yaml").unlink()
    return ("arrest",)


def break_the_description(project: Project) -> Iterable[str]:
    (project.articles / "arrest.yaml").write_text("document_date: 2567\n", "utf-8")
    return ()


def add(project: Project) -> Iterable[str]:
    project.write("verdict", "ศาลอาญาพิพากษาจำคุกนายสมชาย ใจดี สองปี เมื่อวันที่ 9 พ.ค. 2567\n")
    return ("verdict",)


def add_a_twin(project: Project) -> Iterable[str]:
    project.write("again", ARTICLES["visit"])
    return ("again",)


@pytest.mark.parametrize(
    "change",
    [
        delete,
        delete_the_first_of_twins,
        rename,
        change_the_text,
        change_the_day,
        take_the_description_away,
        break_the_description,
        add,
        add_a_twin,
    ],
)
def test_each_change_reaches_every_file_and_nothing_else_is_extracted(
    project: Project, change: Callable[[Project], Iterable[str]]
) -> None:
    project.build()
    before = project.files()
    expected = sorted(change(project))
    code, told = project.check()
    assert code == 1
    assert "differs from what the corpus gives" in told
    assert project.files() == before, "--check writes nothing"
    assert project.build() == expected
    assert project.files() == project.from_nothing()
    assert project.files() != before
    assert project.check() == (0, "")


def test_a_deleted_article_leaves_no_trace(project: Project) -> None:
    project.build()
    before = project.files()
    traces = {"articles.jsonl": "กิตติ บุญเรือง", "events.jsonl": "กิตติ บุญเรือง", "entities.jsonl": "กิตติ บุญเรือง"}
    traces |= {"manifest.json": "corpus:arrest"}
    for name, trace in traces.items():
        assert trace.encode() in before[name], name
    delete(project)
    project.build()
    after = project.files()
    kept = b"".join(after.values()) + b"".join(
        path.read_bytes() for path in (project.outputs / WORKSHOP).iterdir() if path.is_file()
    )
    for trace in traces.values():
        assert trace.encode() not in kept
    assert "ชาวนา".encode() in kept


def test_force_extracts_all_again_to_the_same_bytes(project: Project) -> None:
    project.build()
    before = project.files()
    assert project.build("--force") == sorted(ARTICLES)
    assert project.files() == before


def test_one_command_makes_all_from_nothing_to_the_same_bytes(project: Project) -> None:
    project.build()
    before = project.files()
    shutil.rmtree(project.outputs)
    assert project.build() == sorted(ARTICLES)
    assert project.files() == before
    assert project.from_nothing() == before


def test_derived_tables_follow_a_deletion(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "in").mkdir()
    for name in ("arrest", "visit"):
        (tmp_path / "in" / f"{name}.txt").write_text(ARTICLES[name], "utf-8")
    command = ["extract", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--parquet", "--compress"]
    assert CliRunner().invoke(app, command).exit_code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert parquet.read_table(tmp_path / "out" / "articles.parquet").num_rows == 2
    (tmp_path / "in" / "arrest.txt").unlink()
    assert CliRunner().invoke(app, command).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    for name in ("articles", "events", "entities"):
        rows = str(parquet.read_table(tmp_path / "out" / f"{name}.parquet").to_pylist())
        assert "กิตติ" not in rows
    fresh = ["extract", str(tmp_path / "in"), "-o", str(tmp_path / "fresh"), "--parquet", "--compress"]
    assert CliRunner().invoke(app, fresh).exit_code == 0
    for name in names:
        if name != "run.json":
            assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "fresh" / name).read_bytes(), name


def test_an_edited_resource_model_or_configuration_extracts_all_again(tmp_path: Path) -> None:
    """With a copy of the package, so that a table and a model can really be edited."""
    package = tmp_path / "code" / "sakat"
    shutil.copytree(Path(sakat.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    project = Project(tmp_path, [])
    project.write("visit", ARTICLES["visit"].replace("มิ.ย.", "มิถุนายล"))
    config = tmp_path / "own.cfg"
    shutil.copy(package / "pipeline" / "default.cfg", config)

    def build(*options: str) -> bool:
        """Build, and return whether articles were extracted: the parts of another fingerprint are gone then."""
        before = parts()
        command = [sys.executable, "-m", "sakat", "build", "--corpus", "corpus", "--outputs", "outputs", *options]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / "code")}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        return not before & parts()

    def parts() -> set[str]:
        return {path.name for path in (tmp_path / "outputs" / WORKSHOP).glob("*.jsonl.gz")}

    def days() -> bool:
        return b"2024-06-07" in (tmp_path / "outputs" / "events.jsonl").read_bytes()

    assert build()
    assert not days(), "a month that nobody knows yet"
    assert not build()
    manifest = (tmp_path / "outputs" / "manifest.json").read_bytes()
    months = package / "resources" / "months.tsv"
    rows = months.read_text("utf-8").splitlines()
    known = next(row for row in rows if row.startswith("มิถุนายน\t"))
    rows = [rows[0], *sorted([*rows[1:], known.replace("มิถุนายน\t", "มิถุนายล\t", 1)])]
    months.write_text("\n".join(rows) + "\n", "utf-8")
    assert build()
    assert days()
    assert (tmp_path / "outputs" / "manifest.json").read_bytes() != manifest
    assert not build()
    card = next((package / "resources" / "models").rglob("*.json"))
    card.write_bytes(card.read_bytes() + b"\n")
    assert build()
    build("--config", str(config))
    assert not build("--config", str(config))
    config.write_text(config.read_text("utf-8") + "\n# edited\n", "utf-8")
    assert build("--config", str(config))
