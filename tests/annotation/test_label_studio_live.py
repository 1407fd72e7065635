"""Through the real Label Studio: `make label-studio-test` installs it apart and runs these; else they are skipped."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from sakat.annotation import AnnotatedArticle, find_losses
from sakat.annotation.label_studio import article_to_task, label_config, read_tasks

COMMAND = shutil.which(os.environ.get("LABEL_STUDIO", "label-studio"))

pytestmark = pytest.mark.skipif(COMMAND is None, reason="label-studio is not installed: make label-studio-test")


class LabelStudio:
    """A running server, spoken to over HTTP."""

    def __init__(self, address: str, token: str) -> None:
        self.address = address
        self._token = token

    def call(self, method: str, path: str, content: Any = None) -> Any:
        request = urllib.request.Request(
            self.address + path,
            method=method,
            data=None if content is None else json.dumps(content).encode(),
            headers={"Authorization": f"Token {self._token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{method} {path}: {error.code}: {error.read().decode()[:2000]}") from None

    def new_project(self, tasks: list[dict[str, Any]]) -> int:
        project = self.call("POST", "/api/projects", {"title": "sakat", "label_config": label_config()})
        done = self.call("POST", f"/api/projects/{project['id']}/import", tasks)
        assert done["task_count"] == len(tasks)
        return int(project["id"])

    def accept_predictions(self, project: int) -> None:
        """Submit each prediction unchanged, as an annotator does who finds nothing wrong."""
        for task in self.call("GET", f"/api/tasks?project={project}&page_size=1000")["tasks"]:
            (prediction,) = self.call("GET", f"/api/predictions?task={task['id']}")
            work = {"result": prediction["result"], "parent_prediction": prediction["id"]}
            self.call("POST", f"/api/tasks/{task['id']}/annotations/", work)

    def export(self, project: int) -> str:
        return json.dumps(self.call("GET", f"/api/projects/{project}/export?exportType=JSON"))


@pytest.fixture(scope="module")
def label_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabelStudio]:
    assert COMMAND is not None
    folder = tmp_path_factory.mktemp("label-studio")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(20)
    quiet = {"COLLECT_ANALYTICS": "false", "LATEST_VERSION_CHECK": "false", "SENTRY_DSN": "", "FRONTEND_SENTRY_DSN": ""}
    options = {
        "--data-dir": str(folder),
        "--port": str(port),
        "--internal-host": "127.0.0.1",
        "--username": "tester@example.org",
        "--password": secrets.token_hex(8),
        "--user-token": token,
    }
    command = [COMMAND, "start", "--no-browser", "--enable-legacy-api-token"]
    command += [word for pair in options.items() for word in pair]
    server = LabelStudio(f"http://127.0.0.1:{port}", token)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **quiet})
        try:
            wait_until_ready(server, process, folder / "log")
            yield server
        finally:
            process.terminate()
            process.wait(60)


def wait_until_ready(server: LabelStudio, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(900):
        if process.poll() is not None:
            break
        try:
            server.call("GET", "/api/projects")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(1)
        else:
            return
    pytest.fail(f"Label Studio did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")


def assert_same(content: str, articles: Sequence[AnnotatedArticle]) -> None:
    back = list(read_tasks(content, file="export.json"))
    assert [article.id for article in back if isinstance(article, AnnotatedArticle)] == [a.id for a in articles], back
    for article, other in zip(articles, back, strict=True):
        assert isinstance(other, AnnotatedArticle)
        assert other.text == article.text
        assert not find_losses(article.gold, other.gold), article.id


def test_predictions_submitted_in_label_studio_come_back(
    label_studio: LabelStudio, annotated: AnnotatedArticle, corpus: Sequence[AnnotatedArticle]
) -> None:
    articles = [annotated, *corpus[:30]]
    project = label_studio.new_project([article_to_task(article) for article in articles])
    label_studio.accept_predictions(project)
    assert_same(label_studio.export(project), articles)


def test_annotations_imported_into_label_studio_come_back(
    label_studio: LabelStudio, annotated: AnnotatedArticle
) -> None:
    project = label_studio.new_project([article_to_task(annotated, use="annotations")])
    assert_same(label_studio.export(project), [annotated])


def test_tasks_that_nobody_annotated_are_not_gold(label_studio: LabelStudio, annotated: AnnotatedArticle) -> None:
    project = label_studio.new_project([article_to_task(annotated)])
    everything = label_studio.call("GET", f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true")
    (error,) = read_tasks(json.dumps(everything), file="export.json")
    assert "found no annotation" in str(error)


def test_label_studio_knows_every_label_and_control_of_the_configuration(
    label_studio: LabelStudio, annotated: AnnotatedArticle
) -> None:
    project = label_studio.new_project([article_to_task(annotated)])
    controls = label_studio.call("GET", f"/api/projects/{project}")["parsed_label_config"]
    results = article_to_task(annotated)["predictions"][0]["result"]
    for result in results:
        if result["type"] == "relation":
            continue
        control = controls[result["from_name"]]
        assert control["type"].lower() == result["type"]
        if result["type"] != "textarea":
            assert set(result["value"][result["type"]]) <= set(control["labels"])
