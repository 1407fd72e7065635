"""Fixtures that every test may use."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from spacy.language import Language

from sakat.api import extract, load
from sakat.batch.folder import put_in_place
from sakat.batch.frame import read_frame, record_frame
from sakat.batch.ledger import Ledger
from sakat.batch.merge import write_files
from sakat.batch.parts import PartStore
from sakat.dataset.manifest import Inventory
from sakat.kb.build import build_knowledge
from sakat.record import Record
from sakat.record.ids import entity_id, event_id, mention_id, record_id, temporal_id

# No deadline: the first example of a test may load a lexicon. The same examples every time: a failure can be repeated.
settings.register_profile("sakat", deadline=None, derandomize=True)
settings.load_profile("sakat")

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the training data beside the project is absent")
    return SHARED


KB_TABLE = """\
qid,form,kind,label,name_en,description_en,iso3166,country,lat,lon,weight
Q30,สหรัฐอเมริกา,name,GPE,United States,country in North America,US,Q30,39.8,-98.6,400
Q230,จอร์เจีย,name,GPE,Georgia,country in the Caucasus,GE,Q230,42,43.5,330
Q994,ทบิลิซี,name,GPE,Tbilisi,capital of Georgia,,Q230,41.7,44.8,250
Q1428,รัฐจอร์เจีย,name,GPE,Georgia,state of the United States of America,US-GA,Q30,33,-83.5,240
Q1428,จอร์เจีย,alias,,,,,,,,
Q61,"วอชิงตัน ดี.ซี.",name,GPE,"Washington, D.C.","capital city of the United States",US-DC,Q30,38.9,-77,320
Q61,วอชิงตัน,alias,,,,,,,,
Q1223,รัฐวอชิงตัน,name,GPE,Washington,state of the United States of America,US-WA,Q30,47.5,-120.5,230
Q1223,วอชิงตัน,alias,,,,,,,,
Q23,จอร์จ วอชิงตัน,name,PERSON,George Washington,president of the United States,,Q30,,,250
Q23,วอชิงตัน,alias,,,,,,,,
Q187805,สโปแคน,name,GPE,Spokane,"city in Washington, United States",,Q30,47.65877,-117.42605,90
Q99000001,มะม่วงวิลล์,name,GPE,Mangoville,city in Peru,,Q419,-12,-77,20
Q99000002,มะม่วงวิลล์,name,GPE,Mango Town,town in Chile,,Q298,-33,-70,18
Q419,เปรู,name,GPE,Peru,country in South America,PE,Q419,-9.4,-76,300
Q298,ชิลี,name,GPE,Chile,country in South America,CL,Q298,-33,-71,310
"""
"""Namesakes with their real items; those from Q99000000 on are invented."""


@pytest.fixture(scope="session")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kb")
    (folder / "kb.csv").write_text(KB_TABLE, "utf-8")
    report = build_knowledge(folder / "kb.csv", folder / "kb.sqlite")
    assert report.problems == ()
    return folder / "kb.sqlite"


@pytest.fixture(scope="session")
def article() -> str:
    """A made-up article with people, places, dates, quotes and reference marks."""
    return (
        "รัฐมนตรีลาวเยือนเชียงราย\n\n"
        "นายกิตติ บุญเรือง ผู้ว่าราชการจังหวัดเชียงราย ให้การต้อนรับคณะผู้แทนจากประเทศลาว "
        "เมื่อวันที่ ๕ มิถุนายน ๒๕๖๗ และหารือกันเรื่องน้ำท่วมในแม่น้ำโขง[1] "
        "ต่อมาเมื่อวันที่ 7 มิ.ย. 2567 กระทรวงการต่างประเทศแถลงว่า “ทั้งสองฝ่ายเห็นพ้องให้ตั้งคณะทำงานร่วม”[ต้องการอ้างอิง]\n\n"
        "นายกิตติกล่าวว่าจังหวัดจะมอบถุงยังชีพ 500 ชุดให้ชาวบ้านในอำเภอเชียงแสนสัปดาห์หน้า\n"
    )


@pytest.fixture(scope="session")
def record(article: str) -> Record:
    return extract(article, document_date="2024-06-08", uri="made-up", title="รัฐมนตรีลาวเยือนเชียงราย")


@dataclass(frozen=True)
class Acted:
    """An event of a record written by hand: names are those of its entities, the trigger's first occurrence counts."""

    trigger: str
    type: str = "ASSAULT"
    actors: Sequence[str] = ()
    recipients: Sequence[str] = ()
    place: str | None = None
    edtf: str | None = None
    source: str | None = None
    fields: dict[str, Any] | None = None


def _record_by_hand(
    text: str,
    entities: Sequence[dict[str, Any]] = (),
    events: Sequence[Acted] = (),
    *,
    uri: str = "by-hand",
    title: str | None = None,
    document_date: str | None = "2024-06-07",
) -> Record:
    """Return a record whose parts point to one another as they must; what a test does not care about is filled in."""
    doc = record_id(text)
    whole = {"start": 0, "end": len(text)}

    def span(words: str) -> dict[str, Any]:
        start = text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    ids = {item["name_th"]: entity_id(item["label"], item["name_th"], item.get("qid")) for item in entities}
    mentions, temporal = {}, []
    for item in entities:
        place = span(item["name_th"])
        mentions[item["name_th"]] = {
            "id": mention_id(doc, place["start"], place["end"], item["label"]),
            **place,
            **{"label": item["label"], "entity_id": ids[item["name_th"]], "nested_in": None},
            **{"method": "lexicon", "rule_id": "by-hand", "score": 0.9},
        }
    blank = dict.fromkeys(("name_en", "name_en_method", "qid", "iso3166", "geonames_id", "coordinates"))
    made = []
    for event in events:
        trigger = span(event.trigger)
        fields = {"subtype": None, "mode": [], "context": [], "polarity": "positive", "modality": "asserted"}
        fields |= {"score": 0.9, "same_as": None, "label_th": f"ป้าย {event.trigger}", "label_en": "Label"}
        fields |= event.fields or {}
        when = None
        if event.edtf is not None:
            day = temporal_id(doc, trigger["start"], trigger["end"])
            temporal.append(
                {
                    "id": day,
                    **trigger,
                    **{"edtf": event.edtf, "timex": {"type": "DATE", "value": event.edtf, "mod": None}},
                    **dict.fromkeys(("calendar", "precision", "anchor_id")),
                    "resolution": "stated",
                }
            )
            when = {"temporal_id": day, "edtf": event.edtf, "basis": "clause"}
        roles = [("actor", name) for name in event.actors] + [("recipient", name) for name in event.recipients]
        made.append(
            {
                "id": event_id(doc, trigger["start"], trigger["end"], event.type, fields["subtype"]),
                "type": event.type,
                "trigger": trigger,
                "arguments": [
                    {"role": role, "entity_id": ids[name], "mention_id": mentions[name]["id"], "inferred": False}
                    for role, name in roles
                ],
                "time": when,
                "place": event.place
                and {"entity_id": ids[event.place], "mention_id": mentions[event.place]["id"], "inferred": False},
                "source": event.source and {"entity_id": ids[event.source], "cue": trigger},
                "evidence": [whole],
                "citations": [],
                **fields,
            }
        )
    content = {
        "schema_version": "1.0",
        "id": doc,
        "source": {
            **{"uri": uri, "title": title, "language": "th", "document_date": document_date, "licence": None},
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
        },
        "text": text,
        "sections": [{**whole, "level": 0, "title": None}],
        "sentences": [whole],
        "mentions": sorted(mentions.values(), key=lambda item: item["start"]),
        "entities": [
            {**blank, **item, "id": ids[item["name_th"]], "aliases": item.get("aliases", []), "roles": []}
            for item in entities
        ],
        "temporal": temporal,
        "events": made,
        **{name: [] for name in ("quotes", "citations", "warnings")},
    }
    return Record.model_validate_json(json.dumps(content))


@pytest.fixture(scope="session")
def record_by_hand() -> Callable[..., Record]:
    return _record_by_hand


@pytest.fixture(scope="session")
def acted() -> type[Acted]:
    return Acted


PATIENCE_SECONDS = 120


@pytest.fixture(scope="session")
def wait_until() -> Callable[[Callable[[], bool]], None]:
    def wait(condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < end, "what was waited for did not come"
            time.sleep(0.02)

    return wait


def _write_dataset(records: Iterable[Record], folder: Path) -> None:
    """Write the dataset of finished records, as a run does after extraction."""
    workshop = folder / "workshop"
    fresh = workshop / "fresh"
    fresh.mkdir(parents=True)
    store = PartStore(workshop)
    with Ledger(workshop / "ledger.sqlite") as ledger:
        for number, record in enumerate(records):
            key = f"{number}"
            ledger.add_article(key)
            frame = record_frame(key, record)
            ledger.add_outcome(read_frame(frame).head, *store.write([key], [frame]))
        _, names = write_files(ledger, store, fresh, Inventory(config=None, kb=None), None)
        put_in_place(fresh, folder, names)
    shutil.rmtree(workshop)


@pytest.fixture(scope="session")
def write_dataset() -> Callable[[Iterable[Record], Path], None]:
    return _write_dataset


TRANSFORMER_TAGS = {
    **{"นาย": "B-PERSON", "กิตติ": "I-PERSON", "บุญ": "I-PERSON", "เรือง": "I-PERSON"},
    **{"น้ำฝน": "B-PERSON", "ใจดี": "I-PERSON", "เชียงใหม่": "B-LOCATION", "จังหวัด": "B-LOCATION", "ลำปาง": "I-LOCATION"},
    **{"กรม": "B-ORGANIZATION"},
}
"""First sub-words, and the tag that the model made by `make_transformer` gives them; all others have O."""


def _make_transformer(
    folder: Path,
    *,
    tags: dict[str, str] = TRANSFORMER_TAGS,
    family: str = "bert",
    positions: int = 64,
    blind: int = 0,
    space: str | None = None,
) -> Path:
    """Write a token-classification model whose weights are set by hand, and return its folder.

    Args:
        folder: Where it goes.
        tags: Sub-words that begin a word, with their tags.
        family: `bert`, or `camembert`, whose positions are counted otherwise.
        positions: Sub-words that it reads at once.
        blind: It gives O to so many sub-words at either end of these positions, as if it missed what is around.
        space: A sign to be read in place of a space; it has the tag O.
    """
    torch = pytest.importorskip("torch", reason="needs sakat[transformer]: make transformer-test")
    import transformers
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    signs = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *([space] if space else [])]
    letters = [chr(code) for code in (*range(0x21, 0x7F), *range(0xE01, 0xE5C))]
    names = [unicodedata.normalize("NFKC", name) for name in tags]
    pieces = dict.fromkeys([*signs, *letters, *(f"##{letter}" for letter in letters), *names])
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=1000))
    tokenizer.normalizer = normalizers.NFKC()  # takes ำ apart, as those of XLM-R and WangchanBERTa do
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])]
    )
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        **{"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"},
        **({"additional_special_tokens": [space]} if space else {}),
    ).save_pretrained(folder)

    labels = ["O", *sorted(set(tags.values()))]
    extra = 1 if family == "camembert" else 0  # positions before those of words
    config = transformers.AutoConfig.for_model(
        family,
        **{"vocab_size": len(vocabulary), "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 2},
        **{"num_attention_heads": 2, "max_position_embeddings": positions + extra, "pad_token_id": 0},
        **{"id2label": dict(enumerate(labels)), "label2id": {label: number for number, label in enumerate(labels)}},
    )
    model = transformers.AutoModelForTokenClassification.from_config(config)
    columns = {vocabulary[name]: labels.index(tag) for name, tag in zip(names, tags.values(), strict=True)}
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        for name, module in model.named_modules():
            if isinstance(module, torch.nn.LayerNorm):
                module.weight.fill_(1)
            elif name.endswith("word_embeddings"):
                for piece in range(len(vocabulary)):
                    module.weight[piece, columns.get(piece, 0)] = 1
            elif name.endswith("position_embeddings") and blind:
                module.weight[extra : extra + blind + 1, 0] = 3
                module.weight[-blind - 1 :, 0] = 3
            elif name == "classifier":
                module.weight[:, : len(labels)] = torch.eye(len(labels))
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def make_transformer() -> Callable[..., Path]:
    return _make_transformer


@pytest.fixture(scope="session")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _make_transformer(tmp_path_factory.mktemp("models") / "tiny-thai-ner")
