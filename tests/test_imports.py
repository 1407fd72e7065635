"""Imports point one way, and spaCy stays in the pipeline."""

import ast
from pathlib import Path

import pytest

import sakat

SOURCE = Path(sakat.__file__).parent

MAY_IMPORT = {
    "errors": set(),
    "files": {"errors"},
    "sections": {"errors"},
    "network": {"errors", "sections"},
    "record": {"errors"},
    "lexicon": {"errors"},
    "palette": {"errors", "lexicon"},
    "kb": {"errors", "record", "lexicon"},
    "resources": set(),
    "text": {"errors", "record", "lexicon"},
    "dates": {"errors", "record", "lexicon", "text"},
    "ner": {"errors", "record", "lexicon", "text", "sections", "network"},
    "transformer": {"errors", "extras", "text", "ner"},
    "entities": {"errors", "record", "lexicon", "text", "dates", "kb", "ner", "network"},
    "events": {"errors", "record", "lexicon", "text", "dates", "ner", "network"},
    "quotes": {"errors", "record", "lexicon", "text", "ner", "events"},
    "training": {
        "errors",
        "files",
        "record",
        "lexicon",
        "text",
        "ner",
        "network",
        "entities",
        "events",
        "gold",
        "pipeline",
        "quotes",
    },
    "gold": {"errors", "record"},
    "storage": {"errors", "extras", "files", "record", "inputs"},
    "duplicates": {"record"},
    "evaluation": {"errors", "record", "gold", "dates", "storage"},
    "pipeline": {"errors", "record", "lexicon", "text", "dates", "ner", "transformer", "entities", "events", "quotes"},
    "annotation": {"errors", "files", "record", "text", "entities", "gold", "pipeline", "storage"},
    "extras": {"errors"},
    "inputs": {"errors", "extras", "files", "record", "lexicon", "text", "dates"},
    "dataset": {"errors", "files", "record", "text", "inputs", "pipeline", "storage"},
    "benchmark": {"errors", "extras", "files", "record", "text", "inputs", "pipeline", "dataset"},
    "__main__": {"cli"},
    "exports": {"errors", "extras", "files", "record", "lexicon", "dataset", "storage"},
    "compare": {"errors", "files", "record", "dataset", "storage"},
    "batch": {"errors", "extras", "files", "record", "inputs", "pipeline", "dataset", "duplicates", "storage"},
    "watch": {"errors", "extras", "files", "inputs", "batch"},
    "explorer": {"errors", "files", "record", "palette", "dates", "text", "storage"},
    "report": {"errors", "extras", "record", "palette", "dates", "gold", "evaluation", "compare", "storage"},
    "api": {"errors", "record", "inputs", "dataset", "pipeline"},
    "cli": {
        "errors",
        "extras",
        "files",
        "record",
        "text",
        "dates",
        "entities",
        "kb",
        "ner",
        "transformer",
        "inputs",
        "dataset",
        "exports",
        "compare",
        "batch",
        "storage",
        "watch",
        "gold",
        "annotation",
        "evaluation",
        "training",
        "benchmark",
        "explorer",
        "report",
        "api",
    },
    "__init__": {"api"},
}


def part_of(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module)
    return found


def files() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_one_way(path: Path) -> None:
    part = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    for module in imports_of(path):
        if module == "sakat" or module.startswith("sakat."):
            other = part_of(module)
            assert other == part or other in MAY_IMPORT[part] or (part == "cli" and other == "__init__"), module
        package = module.split(".")[0]
        if package in {"spacy", "thinc"} and path.name != "api.py":
            users = {"pipeline", "dataset", "batch", "benchmark"}
            assert part in users or (part, package) == ("training", "thinc"), f"{module} is for the pipeline only"


def test_every_module_states_its_job() -> None:
    for path in files():
        docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
        assert docstring, f"{path}: no docstring"
        assert "TODO" not in docstring, f"{path}: docstring unfinished"


def test_no_source_file_names_a_machine_path() -> None:
    for path in files():
        assert "/work/" not in path.read_text("utf-8"), path
        assert "/root/" not in path.read_text("utf-8"), path
