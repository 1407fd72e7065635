"""`sakat gold`: the annotated corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors
from sakat.cli.corpus import agreement, leaks, stats
from sakat.errors import GoldError
from sakat.files import write_atomically

gold_app = typer.Typer(help="Write, check, compare and count the annotated corpus.", no_args_is_help=True)

Corpus = Annotated[Path, typer.Option("--corpus", help="Folder with articles/, gold/ and train/.")]


@gold_app.callback()
def gold() -> None:
    """Write, check, compare and count the annotated corpus."""


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
            _compile_one(path, corpus / "articles" / f"{path.stem}.txt", output, check=check)
        except GoldError as error:
            err.print(str(error), markup=False)
            failed += 1
    out.print(f"{len(paths)} sources, {failed} wrong", markup=False)
    fail(CHECK_FAILED if failed else 0)


def _compile_one(path: Path, article: Path, output: Path | None, *, check: bool) -> None:
    from sakat.gold import gold_to_json, read_source

    compiled = read_source(path, article=article if article.is_file() else None)
    content = gold_to_json(compiled.gold)
    target = (path.parent if output is None else output) / f"{path.stem}.json"
    if check:
        if output is None and target.is_file() and target.read_bytes() != content.encode():
            raise GoldError(f"{target}: is not what {path} gives; run sakat gold compile")
        return
    write_atomically(target, content)
    if output is not None:
        write_atomically(output / f"{path.stem}.txt", compiled.text)


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


for command in (stats, leaks, agreement):
    gold_app.command()(command)
