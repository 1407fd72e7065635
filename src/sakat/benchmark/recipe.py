"""What users paste together today: PyThaiNLP's words, parts of speech and named entities, dates by dateparser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pycrfsuite
import pythainlp
from dateparser.search import search_dates
from pythainlp.tag import pos_tag
from pythainlp.tag.thainer import ThaiNameTagger
from pythainlp.tokenize import word_tokenize

_MODEL = "thainer_crf_1_5_1.model"


def tokenize(text: str) -> list[str]:
    """Return the words of a text by PyThaiNLP's newmm, the unit of all measurements."""
    words: list[str] = word_tokenize(text, engine="newmm")
    return words


class Recipe:
    """newmm, the perceptron tagger, the ThaiNER CRF that comes with PyThaiNLP, and `dateparser.search_dates`."""

    def __init__(self) -> None:
        self._crf: Any = pycrfsuite.Tagger()
        self._crf.open(str(Path(pythainlp.__file__).parent / "corpus" / _MODEL))

    def __call__(self, text: str) -> None:
        """Read one text and throw away what was found."""
        tagged = pos_tag(tokenize(text), engine="perceptron", corpus="orchid_ud")
        self._crf.tag(ThaiNameTagger._extract_features(tagged))
        search_dates(text, languages=["th"])
