"""Every exception sakat raises on purpose.

::

    SakatError
    ├── InputError            an article cannot be read or used; it becomes a reject
    │   ├── DecodingError     bytes that are neither UTF-8 nor surely another encoding
    │   ├── MetadataError     front matter, sidecar or JSONL fields that break their rules
    │   └── FileChangedError  a file changed while it was read
    ├── LexiconError          a resource file has a bad row
    ├── ConfigError           a pipeline setting that cannot work
    ├── TokenizationError     tokens do not join to the text
    ├── ModelError            a statistical model is missing, damaged or of another version
    ├── KnowledgeError        a knowledge base, or what it is made from, cannot be used
    ├── RecordError           a record breaks the schema or an invariant
    ├── GoldError             an annotated article breaks the guidelines' rules
    ├── WorkerError           the processes that should work on articles cannot be had
    ├── DatasetError          a dataset folder that is to be read is missing, damaged or of another version
    └── OutputError           the dataset cannot be written

Messages say where, what was found, what was expected and what to do.
"""

from __future__ import annotations

from pathlib import Path


class SakatError(Exception):
    """Base of all errors raised on purpose, each with a short stable `code`."""

    code = "error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class InputError(SakatError):
    """An article cannot be read or used."""

    code = "bad_input"


class DecodingError(InputError):
    """The input bytes are not text in a known encoding."""

    code = "not_utf8"


class MetadataError(InputError):
    """A field that describes the article is missing or malformed."""

    code = "bad_metadata"


class FileChangedError(InputError):
    """A file changed or went away between a look at its folder and its end."""

    code = "file_changed"

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: changed while it was read; read it again when it is whole")
        self.path = path


class LexiconError(SakatError):
    """A resource file has a row that cannot be used."""

    code = "bad_lexicon"


class ConfigError(SakatError):
    """A pipeline setting cannot work."""

    code = "bad_config"


class TokenizationError(SakatError):
    """The tokens of a text do not join to the text."""

    code = "tokens_do_not_join"


class ModelError(SakatError):
    """A statistical model is missing, damaged or of another version."""

    code = "bad_model"


class KnowledgeError(SakatError):
    """A knowledge base, or the file it is made from, is missing, damaged or of another version."""

    code = "bad_knowledge_base"


class RecordError(SakatError):
    """A record breaks the schema or one of its invariants."""

    code = "invalid_record"


class GoldError(SakatError):
    """An annotated article breaks a rule of the annotation guidelines."""

    code = "invalid_gold"


class WorkerError(SakatError):
    """The processes that should work on articles die before they can."""

    code = "no_workers"


class DatasetError(SakatError):
    """A dataset folder that is to be read is missing, damaged or of another version."""

    code = "bad_dataset"


class OutputError(SakatError):
    """The dataset cannot be written where it should go."""

    code = "output_not_writable"
