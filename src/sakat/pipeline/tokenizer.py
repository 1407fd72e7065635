"""The tokenizer: PyThaiNLP's words as spaCy tokens."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sakat.entities.authority import authority_words
from sakat.text.words import Engine, WordTokenizer


def create_thai_tokenizer(
    engine: Engine, words: Sequence[str], gazetteer: bool
) -> Callable[[Language], PyThaiTokenizer]:
    """Return a maker of tokenizers, as spaCy's registry wants it (`sakat.PyThaiTokenizer.v1`)."""

    def create(nlp: Language) -> PyThaiTokenizer:
        return PyThaiTokenizer(nlp.vocab, engine=engine, words=words, gazetteer=gazetteer)

    return create


class PyThaiTokenizer:
    """Cuts text into Thai words; a single space after a word is its `whitespace_`, other white space is tokens.

    Args:
        vocab: The pipeline's vocabulary.
        engine: `nlpo3` (Rust) or `newmm` (Python); both use the same dictionary.
        words: Words to add to the dictionary.
        gazetteer: Whether the names of the gazetteers are added too.
    """

    def __init__(self, vocab: Vocab, *, engine: Engine, words: Sequence[str] = (), gazetteer: bool = True) -> None:
        self.vocab = vocab
        self._configure(engine, list(words), gazetteer)

    def _configure(self, engine: Engine, words: list[str], gazetteer: bool) -> None:
        self.engine, self.words, self.gazetteer = engine, words, gazetteer
        self._cut = WordTokenizer(engine=engine, extra_words=[*words, *(authority_words() if gazetteer else ())])

    def __call__(self, text: str) -> Doc:
        """Return the tokens of a text; `doc.text == text` always.

        Raises:
            TokenizationError: If the engine's words do not join to the text.
        """
        words: list[str] = []
        spaces: list[bool] = []
        for word in self._cut(text):
            if word == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str]) -> Iterable[Doc]:
        """Yield the tokens of each text."""
        return map(self, texts)

    def _settings(self) -> dict[str, Any]:
        return {"engine": self.engine, "words": self.words, "gazetteer": self.gazetteer}

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Return the settings."""
        return json.dumps(self._settings(), ensure_ascii=False).encode()

    def from_bytes(self, data: bytes, **kwargs: Any) -> PyThaiTokenizer:
        """Take settings back from `to_bytes`."""
        self._configure(**json.loads(data))
        return self

    def to_disk(self, path: Path | str, **kwargs: Any) -> None:
        """Write the settings to a file."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, **kwargs: Any) -> PyThaiTokenizer:
        """Take settings back from `to_disk`."""
        return self.from_bytes(Path(path).read_bytes())
