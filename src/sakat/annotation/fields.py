"""What can be said of each kind of annotation: names in Thai and English, allowed values, how a value is written.

The configurations of annotation tools are made from these tables, and the readers of their files check against them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from sakat.record.event import Context, EventType, Modality, Mode, Subtype
from sakat.record.mention import Label

Layer = Literal["entity", "date", "event", "quote", "citation"]
Kind = Literal["flag", "choice", "choices", "text", "texts"]

DATE_LABELS = ("DATE", "TIME")
"""Labels of entities that may carry the value of a date."""


@dataclass(frozen=True)
class Field:
    """One thing that can be said of an annotation.

    Attributes:
        name: Key, that of the gold JSON where it has one.
        kind: A flag; one or several of `values`; one or several texts.
        english: What annotators read.
        thai: The same in Thai.
        values: Allowed values of a choice.
    """

    name: str
    kind: Kind
    english: str
    thai: str
    values: tuple[str, ...] = ()


LABELS: dict[Layer, dict[str, str]] = {
    "entity": {
        "PERSON": "บุคคล", "NORP": "กลุ่มชน ศาสนา พรรค", "FAC": "อาคาร ถนน", "ORG": "องค์กร", "GPE": "ประเทศ จังหวัด เมือง",
        "LOC": "ภูมิภาค แม่น้ำ ภูเขา", "PRODUCT": "ผลิตภัณฑ์ ยานพาหนะ", "EVENT": "เหตุการณ์ที่มีชื่อ", "WORK_OF_ART": "ผลงาน",
        "LAW": "กฎหมาย", "LANGUAGE": "ภาษา", "DATE": "วันที่", "TIME": "เวลา", "PERCENT": "ร้อยละ", "MONEY": "จำนวนเงิน",
        "QUANTITY": "ปริมาณ", "ORDINAL": "ลำดับที่", "CARDINAL": "จำนวน",
    },
    "date": {"DATE_VALUE": "วันที่ภายในชื่อ"},
    "event": {
        "AGREE": "ตกลง", "CONSULT": "หารือ", "SUPPORT": "สนับสนุน", "CONCEDE": "ยอมตาม", "COOPERATE": "ร่วมมือ",
        "AID": "ช่วยเหลือ", "RETREAT": "ถอน ปล่อย", "REQUEST": "เรียกร้อง", "ACCUSE": "กล่าวหา", "REJECT": "ปฏิเสธ",
        "THREATEN": "ขู่", "PROTEST": "ประท้วง", "SANCTION": "คว่ำบาตร ลงโทษ", "MOBILIZE": "ระดมกำลัง",
        "COERCE": "บังคับ จับกุม", "ASSAULT": "ทำร้าย โจมตี", "OTHER": "อื่น ๆ",
    },
    "quote": {"QUOTE": "คำพูด"},
    "citation": {"CITATION": "อ้างอิง"},
}  # fmt: skip
"""Labels of each layer with what they are in Thai."""

assert set(LABELS["entity"]) == set(get_args(Label)), "the labels are those of the record"
assert set(LABELS["event"]) == set(get_args(EventType)), "the types are those of the record"

_EDTF = (
    Field("edtf", "text", "EDTF value", "ค่าวันที่ EDTF (ค.ศ.)"),
    Field("edtf_alt", "texts", "other right values", "ค่าอื่นที่ถูกด้วย"),
)
_OPTIONAL = Field("optional", "flag", "optional", "ไม่บังคับ")

FIELDS: dict[Layer, tuple[Field, ...]] = {
    "entity": (
        Field("canonical", "text", "id shared by all mentions", "รหัสร่วมของทุกที่ที่กล่าวถึง"),
        Field("name_en", "text", "English name, at the first mention", "ชื่ออังกฤษ ใส่ที่แรกก็พอ"),
        Field("name_en_alt", "texts", "other English names", "ชื่ออังกฤษอื่น"),
        Field("qid", "text", "Wikidata item", "รหัสวิกิสนเทศ"),
        *_EDTF,
        Field("alt", "texts", "other right spans: start-end LABEL", "ช่วงอื่นที่ถูกด้วย"),
        _OPTIONAL,
        Field("edtf_optional", "flag", "date value optional", "ค่าวันที่ไม่บังคับ"),
        Field("own_names", "flag", "no names here, whatever the first mention has", "ที่นี้ไม่มีชื่ออังกฤษ"),
    ),
    "date": (*_EDTF, _OPTIONAL),
    "event": (
        Field("id", "text", "id of the event", "รหัสเหตุการณ์"),
        Field("modality", "choice", "modality", "ทัศนภาวะ", get_args(Modality)),
        Field("negated", "flag", "did not happen", "ไม่ได้เกิดขึ้น"),
        Field("mode", "choices", "mode", "วิธี", get_args(Mode)),
        Field("subtype", "choice", "subtype of OTHER", "ชนิดย่อยของ OTHER", get_args(Subtype)),
        Field("edtf", "text", "date, where no time is linked", "วันที่ หากไม่ได้โยงไปยังเวลา"),
        Field("context", "choices", "context", "บริบท", get_args(Context)),
        Field("type_alt", "choices", "other right types", "ประเภทอื่นที่ถูกด้วย", get_args(EventType)),
        Field("modality_alt", "choices", "other right modalities", "ทัศนภาวะอื่นที่ถูกด้วย", get_args(Modality)),
        Field("edtf_alt", "texts", "other right dates, null for none", "วันที่อื่นที่ถูกด้วย"),
        Field("alt_triggers", "texts", "other right triggers: start-end", "คำบ่งเหตุการณ์อื่นที่ถูกด้วย"),
        Field("args_ok", "texts", "ids that are no error as arguments", "รหัสที่ไม่ผิดหากเป็นผู้เกี่ยวข้อง"),
        Field("note", "text", "remark", "หมายเหตุ"),
        Field("role_any", "flag", "roles not compared", "ไม่เทียบบทบาท"),
        Field("location_any", "flag", "place not scored", "ไม่คิดคะแนนสถานที่"),
        Field("symmetric", "flag", "actors and recipients pooled", "ผู้กระทำและผู้รับรวมกัน"),
        Field("polarity_any", "flag", "polarity not scored", "ไม่คิดคะแนนการปฏิเสธ"),
        Field("source_optional", "flag", "source not scored", "ไม่คิดคะแนนแหล่งข่าว"),
        _OPTIONAL,
    ),
    "quote": (_OPTIONAL,),
    "citation": (Field("ref", "text", "what the brackets hold", "ข้อความในวงเล็บ"),),
}  # fmt: skip


@dataclass(frozen=True)
class LinkKind:
    """A kind of link: from an annotation of one layer to one of others."""

    head: Layer
    targets: tuple[Layer, ...]
    thai: str


LINKS: dict[str, LinkKind] = {
    "actor": LinkKind("event", ("entity",), "ผู้กระทำ"),
    "recipient": LinkKind("event", ("entity",), "ผู้ถูกกระทำ"),
    "place": LinkKind("event", ("entity",), "สถานที่"),
    "time": LinkKind("event", ("entity", "date"), "เวลา"),
    "source": LinkKind("event", ("entity",), "ผู้บอกเล่า"),
    "same_as": LinkKind("event", ("event",), "เหตุการณ์เดียวกับ"),
    "speaker": LinkKind("quote", ("entity",), "ผู้พูด"),
}
