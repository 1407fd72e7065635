"""The fingerprint of everything but the article that an outcome depends on."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from importlib import metadata

from sakat.batch.settings import Settings
from sakat.dataset.manifest import Inventory, file_hashes
from sakat.inputs.article import Article

_PARSES = re.compile(r"extra == ['\"](?:web|wiki)['\"]")
"""What optional packages parse is a part of the outcome."""


def fingerprint(settings: Settings) -> str:
    """Return the SHA-256 of sakat's code, its resources and models, its packages, the configuration and what it names.

    It changes with any byte of them, so what was extracted before an edit is never taken for what it gives after.

    Raises:
        ConfigError: If the configuration cannot be read.
        KnowledgeError: If the knowledge base cannot be read.
        ModelError: If a recognizer cannot be read.
    """
    inventory = Inventory(config=settings.config, kb=settings.kb, ner_model=settings.ner_model)
    content = {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "packages": {**{name: _version(name) for name in _requirements()}, **inventory.versions},
        "config": inventory.config_sha256,
        "kb": inventory.kb_sha256,
        "ner_models": inventory.ner_models,
        "files": file_hashes("sakat", skip=(".md",)),
    }
    return _sha256(json.dumps(content, sort_keys=True).encode())


def article_key(article: Article, made_with: str) -> str:
    """Return what names the outcome of an article: its bytes, its metadata and the fingerprint, hashed together."""
    return _sha256(f"{made_with}\n{article!r}".encode("utf-8", "backslashreplace"))


def _requirements() -> list[str]:
    stated = (line for line in metadata.requires("sakat") or () if "extra ==" not in line or _PARSES.search(line))
    return sorted({match[0] for line in stated if (match := re.match(r"[\w.-]+", line))})


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
