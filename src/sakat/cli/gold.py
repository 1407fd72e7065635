"""`sakat gold`: the annotated corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors
from sakat.cli.corpus import agreement, leaks, stats
from sakat.cli.lazy import command_group
from sakat.errors import GoldError
from sakat.files import write_atomically

gold_app = command_group("Write, check, compare and count the annotated corpus.")

Corpus = Annotated[Path, typer.Option("--corpus", help="Folder with articles/, gold/ and train/.")]


@gold_app.command()
@reports_errors
def check(corpus: Corpus = Path("corpus")) -> None:
    """Check every gold file against its text and the guidelines."""
    from sakat.gold import check_folder, find_gold

    problems = check_folder(corpus / "articles", corpus / "gold")
    for problem in problems:
        err.print(str(problem), markup=False)
    files = len(find_gold(corpus / "gold"))
    out.print(f"{files} gold files, {len(problems)} problems", markup=False)
    fail(CHECK_FAILED if problems else 0)


@gold_app.command("compile")
@reports_errors
def compile_(
    sources: Annotated[
        list[Path] | None, typer.Argument(help="Source files or folders; the gold of the corpus if none.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder for <id>.txt and <id>.json.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if a source is wrong or its JSON old.")
    ] = False,
    corpus: Corpus = Path("corpus"),
) -> None:
    """Compile annotated articles (.anno) to gold JSON, beside them or in a folder."""
    from sakat.gold import SPLITS, find_sources

    paths = [path for given in sources or [corpus / "gold" / split for split in SPLITS] for path in find_sources(given)]
    failed = 0
    for path in paths:
        try:
            article = corpus / "articles" / f"{path.stem}.txt"
            if check:
                _check_one(path, article, has_json=not sources)
            else:
                _compile_one(path, article, output)
        except GoldError as error:
            err.print(str(error), markup=False)
            failed += 1
    out.print(f"{len(paths)} sources, {failed} wrong", markup=False)
    fail(CHECK_FAILED if failed else 0)


def _compile_one(path: Path, article: Path, output: Path | None) -> None:
    from sakat.gold import gold_to_json, read_source

    compiled = read_source(path, article=article if article.is_file() else None)
    target = (path.parent if output is None else output) / f"{path.stem}.json"
    write_atomically(target, gold_to_json(compiled.gold))
    if output is not None:
        write_atomically(target.with_suffix(".txt"), compiled.text)


def _check_one(path: Path, article: Path, *, has_json: bool) -> None:
    from sakat.gold import gold_to_json, read_source

    compiled = read_source(path, article=article if article.is_file() else None)
    target = path.with_suffix(".json")
    if target.is_file() and target.read_bytes() == gold_to_json(compiled.gold).encode():
        return
    if has_json or target.is_file():
        raise GoldError(f"{target}: is not what {path} gives; run sakat gold compile")


@gold_app.command()
@reports_errors
def decompile(
    gold: Annotated[Path, typer.Argument(help="Gold JSON file.")],
    article: Annotated[
        Path | None, typer.Option("--article", help="Its text; corpus/articles/<id>.txt if not given.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Source file; standard output if not given.")
    ] = None,
    corpus: Corpus = Path("corpus"),
) -> None:
    """Write the inline source (.anno) of a gold JSON file."""
    from sakat.gold import decompile_gold, read_gold, read_text

    text_path = article or corpus / "articles" / f"{gold.stem}.txt"
    if not text_path.is_file():
        raise GoldError(f"{text_path}: no such file; expected the text that {gold} annotates, or --article")
    source = decompile_gold(read_gold(gold), read_text(text_path), file=str(gold))
    if output is None:
        typer.echo(source, nl=False)
    else:
        write_atomically(output, source)


@gold_app.command()
@reports_errors
def merge(
    first: Annotated[Path, typer.Argument(help="One annotator's source (.anno), or a folder of them.")],
    second: Annotated[Path, typer.Argument(help="The other's, of the same articles.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the drafts.")],
) -> None:
    """Lay two annotations into one draft, with a remark (%%) for each difference, for a person to decide."""
    from sakat.evaluation import merge_annotations
    from sakat.gold import add_remarks, decompile_gold, read_annotations

    ones, others = read_annotations(first), read_annotations(second)
    lone = sorted(ones.keys() ^ others.keys())
    if lone:
        raise GoldError(f"{', '.join(lone)}: found one annotation; expected one of each annotator")
    for name, one in ones.items():
        draft, remarks = merge_annotations(one.gold, others[name].gold)
        source = decompile_gold(draft, one.text, metadata=one.metadata, file=name)
        write_atomically(output / f"{name}.anno", add_remarks(source, one.text, remarks))
        out.print(f"{name}: {len(remarks)} differences", markup=False)


for command in (stats, leaks, agreement):
    gold_app.command()(command)
