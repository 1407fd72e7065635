"""A Hugging Face token-classification model as a recognizer: the only module that uses torch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import numpy as np

from sakat.errors import ConfigError, ModelError
from sakat.extras import need
from sakat.ner.lines import Located, locate_lines
from sakat.ner.model import NerSpan
from sakat.text.words import WordTokenizer
from sakat.transformer.source import CONFIG_FILE, EXTRA, ModelSource
from sakat.transformer.spans import Pooling, Reading, find_entities, join_readings, pool_words
from sakat.transformer.tags import TagScheme, read_tags
from sakat.transformer.windows import Window, cut_windows

_SPACE = "<_>"
"""What models trained on the corpora of thai2transformers, WangchanBERTa before all, read in place of a space."""

_NO_WORD = -1
_USUAL_LENGTH = 512


@dataclass(frozen=True, slots=True)
class TransformerSettings:
    """How a model is read.

    Attributes:
        pooling: `first`: the first sub-word of a word speaks for it, as models are trained by default; `mean`: all do.
        temperature: Logits are divided by it before softmax; above 1 scores are less sure.
        batch_size: Windows read at once; those of one text only, so a text's scores do not depend on others.
        device: Of torch.

    Raises:
        ConfigError: If a value cannot be used.
    """

    pooling: Pooling = "first"
    temperature: float = 1.0
    batch_size: int = 16
    device: str = "cpu"

    def __post_init__(self) -> None:
        if self.pooling not in get_args(Pooling):
            raise ConfigError(f"pooling is {self.pooling!r}; expected one of {', '.join(get_args(Pooling))}")
        if self.temperature <= 0:
            raise ConfigError(f"temperature is {self.temperature}; expected a number above 0, 1 for none")
        if self.batch_size < 1:
            raise ConfigError(f"batch_size is {self.batch_size}; expected 1 or more")


USUAL = TransformerSettings()


class TransformerModel:
    """Finds names with a token-classification model, word by word of each line.

    The model reads words, not running text: Thai models are trained on corpora that are cut into words, and a name
    then begins and ends where a word does. A line longer than the model can read is read in windows.

    Args:
        source: The model.
        settings: How it is read.

    Raises:
        ModelError: If the files are no model of this kind, or its tokenizer cannot say which sub-word is of which word.
        ConfigError: If the optional libraries are missing.
    """

    def __init__(self, source: ModelSource, settings: TransformerSettings = USUAL) -> None:
        self._torch = need("torch", EXTRA)
        _one_thread_after_fork(self._torch)
        self._settings = settings
        loaded = _load(source, settings.device)
        self._model, self._subwords = loaded.model, loaded.tokenizer
        self._scheme: TagScheme = read_tags(loaded.tags, model=source.name)
        self._longest = _longest_input(self._model, self._subwords)
        self._space = _SPACE if _SPACE in self._subwords.get_vocab() else None
        self._words = WordTokenizer()

    @classmethod
    def load(cls, source: ModelSource, settings: TransformerSettings = USUAL) -> TransformerModel:
        """Return the model; each is read once a process.

        Raises:
            SakatError: As the constructor.
        """
        return _cached(ModelSource(source.kind, source.name, source.path.resolve()), settings)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the model, sorted."""
        return self._scheme.labels

    def predict(self, text: str, *, words: Sequence[str] | None = None) -> list[NerSpan]:
        """Return the names in a text, in order and without overlaps, with the model's own labels.

        Args:
            text: Normalized text.
            words: Words that join to the text, if the caller has them already.
        """
        lines = list(locate_lines(self._words(text) if words is None else words))
        windows = [
            cut_windows(sizes, located.line.spaced, self._longest - self._subwords.num_special_tokens_to_add())
            for located, sizes in zip(lines, self._count_subwords(lines), strict=True)
        ]
        jobs = [(number, window) for number, found in enumerate(windows) for window in found]
        readings = dict(zip(jobs, self._read([(lines[number], window) for number, window in jobs]), strict=True))
        spans: list[NerSpan] = []
        for number, located in enumerate(lines):
            reading = join_readings(
                self._scheme, windows[number], [readings[number, window] for window in windows[number]]
            )
            spans.extend(
                NerSpan(located.starts[first], located.ends[after - 1], label, round(score, 4))
                for first, after, label, score in find_entities(self._scheme, reading)
            )
        return spans

    def _count_subwords(self, lines: Sequence[Located]) -> list[list[int]]:
        """Return how many sub-words each word has, with the sign of the space before it."""
        if not lines:
            return []
        pieces = [self._pieces(located, Window(0, len(located.starts))) for located in lines]
        encoded = self._subwords(
            [forms for forms, _ in pieces], is_split_into_words=True, add_special_tokens=False, verbose=False
        )
        counts: list[list[int]] = []
        for row, (forms, owners) in enumerate(pieces):
            sizes = np.bincount([piece for piece in encoded.word_ids(row) if piece is not None], minlength=len(forms))
            before = 0
            counts.append([])
            for size, owner in zip(sizes.tolist(), owners, strict=True):
                before += size
                if owner != _NO_WORD:
                    counts[-1].append(before)
                    before = 0
        return counts

    def _pieces(self, located: Located, window: Window) -> tuple[list[str], list[int]]:
        """Return what the model reads of a window, and the word of the window each piece is; none for a space."""
        forms: list[str] = []
        owners: list[int] = []
        for word in range(*window):
            if self._space is not None and located.line.spaced[word] and word > 0:
                forms.append(self._space)
                owners.append(_NO_WORD)
            forms.append(located.line.words[word])
            owners.append(word - window.first)
        return forms, owners

    def _read(self, jobs: Sequence[tuple[Located, Window]]) -> list[Reading]:
        """Return what the model says of windows; those of like length are read together."""
        order = sorted(range(len(jobs)), key=lambda job: jobs[job][1].first - jobs[job][1].after)
        found: dict[int, Reading] = {}
        for first in range(0, len(order), self._settings.batch_size):
            batch = order[first : first + self._settings.batch_size]
            found.update(zip(batch, self._read_batch([jobs[job] for job in batch]), strict=True))
        return [found[job] for job in range(len(jobs))]

    def _read_batch(self, jobs: Sequence[tuple[Located, Window]]) -> Iterator[Reading]:
        pieces = [self._pieces(*job) for job in jobs]
        encoded = self._subwords(
            [forms for forms, _ in pieces],
            is_split_into_words=True,
            padding=True,
            truncation=True,  # of a single word longer than the model can read: its first sub-words stand for it
            max_length=self._longest,
            return_tensors="pt",
        )
        with self._torch.inference_mode():
            logits = self._model(**encoded.to(self._settings.device)).logits.float() / self._settings.temperature
            probabilities = logits.softmax(-1).cpu().numpy()
        for row, ((_, window), (_, owners)) in enumerate(zip(jobs, pieces, strict=True)):
            words = [None if piece is None else owners[piece] for piece in encoded.word_ids(row)]
            yield pool_words(probabilities[row], words, window.after - window.first, self._settings.pooling)


@cache
def _one_thread_after_fork(torch: Any) -> None:
    """Let torch work in forked processes, where the threads it had before are gone and would be waited for."""
    os.register_at_fork(after_in_child=lambda: torch.set_num_threads(1))


@cache
def _cached(source: ModelSource, settings: TransformerSettings) -> TransformerModel:
    return TransformerModel(source, settings)


@dataclass(frozen=True, slots=True)
class _Loaded:
    model: Any
    tokenizer: Any
    tags: list[str]


def _load(source: ModelSource, device: str) -> _Loaded:
    transformers = need("transformers", EXTRA)
    here = {"local_files_only": True, "trust_remote_code": False}
    try:
        with _quiet(transformers):
            config = transformers.AutoConfig.from_pretrained(source.path, **here)
            _check_architecture(source.name, config)
            tokenizer = _load_tokenizer(transformers, source.path, here)
            model, notes = transformers.AutoModelForTokenClassification.from_pretrained(
                source.path, config=config, output_loading_info=True, **here
            )
            model = model.float().to(device).eval()
    except ModelError:
        raise
    except Exception as error:  # transformers, tokenizers and torch each raise what they like on foreign files
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise ModelError(
            f"{source.name}: cannot be read as a Hugging Face token-classification model ({reason})"
        ) from error
    if notes["missing_keys"]:
        missing = ", ".join(sorted(notes["missing_keys"])[:3])
        raise ModelError(
            f"{source.name}: its weights lack {missing}; expected a model trained for token classification"
        )
    if not tokenizer.is_fast:
        raise ModelError(
            f"{source.name}: its tokenizer ({type(tokenizer).__name__}) is not a fast one, which says where its "
            "sub-words are; expected a folder with tokenizer.json"
        )
    return _Loaded(model, tokenizer, [config.id2label[column] for column in range(config.num_labels)])


def _load_tokenizer(transformers: Any, path: Path, here: dict[str, bool]) -> Any:
    tokenizer = transformers.AutoTokenizer.from_pretrained(path, **here)
    if getattr(tokenizer, "add_prefix_space", True) is False:  # byte-level ones want it where words are given
        return transformers.AutoTokenizer.from_pretrained(path, add_prefix_space=True, **here)
    return tokenizer


def _check_architecture(name: str, config: Any) -> None:
    architectures = config.architectures or []
    if not any(architecture.endswith("ForTokenClassification") for architecture in architectures):
        found = ", ".join(architectures) or "no architecture"
        raise ModelError(f"{name}: {CONFIG_FILE} states {found}; expected a model …ForTokenClassification")


def _longest_input(model: Any, tokenizer: Any) -> int:
    """Return how many sub-words a model reads at once, its own signs included.

    Models of the RoBERTa family count positions from behind that of the padding, so some of theirs are not for words.
    """
    positions = getattr(model.config, "max_position_embeddings", None) or _USUAL_LENGTH
    for name, module in model.named_modules():
        padding = getattr(module, "padding_idx", None)
        if name.endswith("position_embeddings") and padding is not None:
            positions = min(positions, module.num_embeddings - padding - 1)
    return int(min(positions, tokenizer.model_max_length))


@contextmanager
def _quiet(transformers: Any) -> Iterator[None]:
    """Keep transformers from telling of its work on standard error."""
    logging = transformers.utils.logging
    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()
