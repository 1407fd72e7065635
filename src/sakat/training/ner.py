"""Trains and measures the named-entity recognizer: what `sakat ner train` and `sakat ner predict` call."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sakat.errors import InputError
from sakat.files import make_folder, write_atomically
from sakat.ner.features import feature_extractor
from sakat.ner.file import write_recognizer
from sakat.ner.lines import spans_to_tags
from sakat.ner.model import MODEL_FILE, Calibration, NerModel, Recognizer
from sakat.ner.weights import Weights, make_weights
from sakat.ner.word_columns import WORD_COLUMNS
from sakat.network.model import Network
from sakat.training.calibration import Bin, fit_calibration, reliability
from sakat.training.clusters import read_texts, train_clusters
from sakat.training.names import NameCounts
from sakat.training.network import NetworkSettings, Text, fit_network
from sakat.training.perceptron import fit, read_lines
from sakat.training.scores import Score, score_counts
from sakat.training.thainer import LabelledText, read_thainer, split_texts, unique_texts

__all__ = [
    "PredictionRun",
    "Score",
    "TrainingReport",
    "TrainingSettings",
    "evaluate_ner",
    "predict_file",
    "read_thainer",
    "train_ner",
]

CARD_FILE = "card.json"
_NETWORK = NetworkSettings(width=128, steps=(1, 2, 4, 1, 2), texts=8, shares=(1.0,))


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How the model is fitted.

    Attributes:
        epochs: Passes over the texts.
        members: Perceptrons that are averaged, each with its own order of the texts.
        temperature: Weights are divided by it, so that sums of them read as log-probabilities.
        least_weight: Attribute weights nearer to zero than this, after division, are left out.
        network: How the network beside the perceptrons is fitted.
        network_share: What its scores are multiplied by before they are added.
    """

    epochs: int = 15
    members: int = 6
    temperature: float = 40.0
    least_weight: float = 0.004
    network: NetworkSettings = _NETWORK
    network_share: float = 0.5


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What came of a training run. The scores are of a model that has not seen the development texts."""

    texts: int
    dev_texts: int
    scores: dict[str, Score]
    reliability: tuple[Bin, ...]


def train_ner(
    train_files: Sequence[Path],
    out_dir: Path,
    *,
    dev_file: Path | None = None,
    unlabelled: Path | None = None,
    settings: TrainingSettings | None = None,
) -> TrainingReport:
    """Train a recognizer on ThaiNER files, write it to `out_dir`, and return what it scores.

    First a model is trained without the development texts, to measure it and to calibrate its
    probabilities; then the final one on all texts of `train_files`. Equal input gives equal bytes.

    Args:
        train_files: Texts with inline marks; a text that stands twice counts once.
        out_dir: Folder for `ner.model` and `card.json`, made if absent.
        dev_file: Development texts; by default the last tenth of the training texts.
        unlabelled: JSONL of texts (field `text`) to learn word clusters from; by default the clusters of
            the model that comes with sakat are taken.
        settings: How the model is fitted.

    Raises:
        InputError: If a file cannot be read or holds no texts.
        ModelError: If clusters are to be taken from a bundled model that is missing.
        OutputError: If the model cannot be written.
    """
    settings = settings or TrainingSettings()
    texts = unique_texts(text for path in train_files for text in read_thainer(path))
    if not any(text.spans for text in texts):
        files = ", ".join(map(str, train_files))
        raise InputError(f"{files}: no entity found; expected texts with [LABEL]…[/LABEL] marks")
    if dev_file is None:
        fitting, dev = split_texts(texts)
    else:
        dev = unique_texts(read_thainer(dev_file))
        held_out = {text.text for text in dev}
        fitting = [text for text in texts if text.text not in held_out]
    clusters = _clusters(unlabelled)
    scores: dict[str, Score] = {}
    bins: tuple[Bin, ...] = ()
    calibration = Calibration(((0.0, 0.0), (1.0, 1.0)))
    if dev and any(text.spans for text in fitting):
        trial = NerModel(*_make(fitting, clusters, settings, calibration))
        scores = evaluate_ner(trial, dev)
        outcomes = _outcomes(trial, dev)
        calibration = fit_calibration(outcomes)
        bins = reliability((calibration(chance), right) for chance, right in outcomes)
    report = TrainingReport(len(texts), len(dev), scores, bins)
    weights, network = _make(texts, clusters, settings, calibration)
    make_folder(out_dir)
    write_recognizer(weights, network, out_dir / MODEL_FILE)
    _write_card(out_dir, train_files, settings, report)
    return report


def evaluate_ner(model: Recognizer, texts: Iterable[LabelledText]) -> dict[str, Score]:
    """Return the exact-span scores per label, and over all labels under `micro`."""
    right: dict[str, int] = {}
    found: dict[str, int] = {}
    wanted: dict[str, int] = {}
    for text in texts:
        gold = set(text.spans)
        predicted = {(span.start, span.end, span.label) for span in model.predict(text.text)}
        for counts, spans in ((wanted, gold), (found, predicted), (right, gold & predicted)):
            for _, _, label in spans:
                counts[label] = counts.get(label, 0) + 1
    labels = sorted(wanted.keys() | found.keys())
    scores = {label: score_counts(right.get(label, 0), found.get(label, 0), wanted.get(label, 0)) for label in labels}
    return {"micro": score_counts(sum(right.values()), sum(found.values()), sum(wanted.values())), **scores}


@dataclass(frozen=True, slots=True)
class PredictionRun:
    """How many texts were read, and what was wrong with each row that was passed over."""

    rows: int
    problems: tuple[str, ...]


def predict_file(in_path: Path, out_path: Path, model: Recognizer) -> PredictionRun:
    """Write the names found in each text of a JSONL file; a row that cannot be read is passed over and reported.

    A row `{"id": …, "text": …}` becomes `{"id": …, "spans": [[start, end, label], …]}`; offsets are code
    points of the text as given. The output is complete or the old one stays.

    Raises:
        InputError: If the file cannot be read.
        OutputError: If the output cannot be written.
    """
    try:
        lines = in_path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{in_path}: cannot be read: {error.strerror}", code="unreadable_file") from error
    rows: list[str] = []
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            identifier, text = _read_row(line)
        except (ValueError, KeyError, TypeError) as error:
            problems.append(f"{in_path}:{number}: expected an object with 'id' and a string 'text' ({error})")
            continue
        spans = [[span.start, span.end, span.label] for span in model.predict(text)]
        rows.append(json.dumps({"id": identifier, "spans": spans}, ensure_ascii=False) + "\n")
    write_atomically(out_path, "".join(rows))
    return PredictionRun(len(rows), tuple(problems))


def _read_row(line: bytes) -> tuple[object, str]:
    row = json.loads(line.decode("utf-8"))
    if not isinstance(row["text"], str):
        raise TypeError(f"'text' is {type(row['text']).__name__}")
    return row["id"], row["text"]


def _make(
    texts: Sequence[LabelledText], clusters: str, settings: TrainingSettings, calibration: Calibration
) -> tuple[Weights, Network]:
    fitted = fit(texts, clusters, epochs=settings.epochs, members=settings.members)
    tables = {
        "clusters": clusters,
        "names": fitted.names,
        "settings": json.dumps(
            {
                "calibration": [[round(x, 5), round(y, 5)] for x, y in calibration.points],
                "network": settings.network_share,
            }
        ),
    }
    weights = make_weights(
        {key: value / settings.temperature for key, value in fitted.state.items()},
        {key: value / settings.temperature for key, value in fitted.transitions.items()},
        fitted.tags,
        tables,
        least=settings.least_weight,
    )
    return weights, _fit_network(texts, clusters, fitted.tags, settings.network)


def _fit_network(
    texts: Sequence[LabelledText], clusters: str, tags: Sequence[str], settings: NetworkSettings
) -> Network:
    """Return a network fitted to the lines of texts, each read as if its names had not been counted."""
    lines = read_lines(texts)
    names = NameCounts(lines)
    extractor = feature_extractor(clusters)
    told = [
        Text(
            list(extractor.batch([located.line], names.without(located, spans)).told()),
            [spans_to_tags(located, spans)],
        )
        for located, spans in lines
    ]
    return fit_network(told, (tags,), WORD_COLUMNS, settings)


def _clusters(unlabelled: Path | None) -> str:
    if unlabelled is None:
        return NerModel.load().clusters
    with tempfile.TemporaryDirectory(prefix="sakat-") as folder:
        path = Path(folder, "clusters.tsv")
        train_clusters(read_texts(unlabelled), path)
        return path.read_text("utf-8")


def _outcomes(model: NerModel, texts: Iterable[LabelledText]) -> list[tuple[float, bool]]:
    return [
        (span.score, (span.start, span.end, span.label) in text.spans)
        for text in texts
        for span in model.predict(text.text)
    ]


def _write_card(out_dir: Path, train_files: Sequence[Path], settings: TrainingSettings, report: TrainingReport) -> None:
    card = {
        "model_sha256": hashlib.sha256((out_dir / MODEL_FILE).read_bytes()).hexdigest(),
        "train_sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in train_files},
        "settings": asdict(settings),
        **asdict(report),
    }
    write_atomically(out_dir / CARD_FILE, json.dumps(card, indent=2, ensure_ascii=False) + "\n")
