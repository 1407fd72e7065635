"""A pipeline that takes no time, for the drivers and workers of tests: what it does to an article stands in its text.

`install` puts it into a folder for PYTHONPATH, so that every process of a test has it. `sleep` makes an article slow,
`die` kills the worker, `die once` kills the first one to meet it.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

SITE = """
import importlib.util
import sys

spec = importlib.util.spec_from_file_location("sakat_test_stub", {path!r})
stub = importlib.util.module_from_spec(spec)
sys.modules["sakat_test_stub"] = stub
spec.loader.exec_module(stub)
stub.patch()
"""


def install(folder: Path) -> None:
    (folder / "sitecustomize.py").write_text(SITE.format(path=__file__), "utf-8")


def patch() -> None:
    import sakat.batch.work as work

    work.build_pipeline = lambda *_, **__: None  # type: ignore[assignment]
    work.extract_article = extract_article  # type: ignore[assignment]


def extract_article(_: object, article: object) -> object:
    from sakat.record import SCHEMA_VERSION, Range, Record, Section, Source
    from sakat.record.ids import record_id

    text = article.content if isinstance(article.content, str) else article.content.decode()  # type: ignore[attr-defined]
    metadata = article.metadata  # type: ignore[attr-defined]
    if "sleep" in text:
        time.sleep(0.05)
    if "die" in text:
        flag = Path(os.environ["STUB_FOLDER"]) / "died"
        if "die once" not in text or not flag.exists():
            flag.touch()
            os._exit(3)
    return Record(
        schema_version=SCHEMA_VERSION,
        id=record_id(text),
        source=Source(
            uri=metadata.uri,
            title=None,
            language="th",
            document_date=None,
            licence=None,
            sha256=article.sha256,  # type: ignore[attr-defined]
        ),
        text=text,
        sections=(Section(start=0, end=len(text), level=0, title=None),),
        sentences=(Range(start=0, end=len(text)),),
        mentions=(),
        entities=(),
        temporal=(),
        events=(),
        quotes=(),
        citations=(),
        warnings=(),
    )
