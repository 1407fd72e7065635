"""Wikitext gives the text a reader of the page sees, and the events of that text."""

from pathlib import Path

import pytest
from spacy.language import Language

from sakat.dataset.extract import extract_article
from sakat.errors import InputError
from sakat.inputs.article import Article, Metadata
from sakat.record import Record
from sakat.text.wikitext import find_citations, find_layout

pytest.importorskip("mwparserfromhell", reason="the extra wiki is not installed")

from sakat.inputs.wikitext import wikitext_to_text

SHOWN = [
    ("'''ลาว'''และ''ไทย''", "ลาวและไทย"),
    ("[[ลาว]]กับ[[ราชอาณาจักรไทย|ไทย]]", "ลาวกับไทย"),
    ("[[:หมวดหมู่:ลาว]]", "หมวดหมู่:ลาว"),
    ("ข่าว[[หมวดหมู่:ลาว]][[en:Laos]]", "ข่าว"),
    ("ข่าว[[ไฟล์:ก.jpg|thumb|คำบรรยาย [[ลาว]]]]", "ข่าว"),
    ("[http://a.th เว็บ] และ[http://b.th]", "เว็บ และ"),
    ("ก<!-- [[ข]] -->ค", "กค"),
    ("<nowiki>[[ลาว]]</nowiki>", "[[ลาว]]"),
    ("__ไม่มีสารบัญ__ข่าว __TOC__", "ข่าว"),
    ("ก<br />ข", "ก\nข"),
    ("ก\nข\n\nค", "ก ข\n\nค"),
    ("ได้แก่\n* ไทย\n** ลาว\nต่อ", "ได้แก่\n\n- ไทย\n- ลาว\n\nต่อ"),
    ("ก{{nowrap|5 มิถุนายน}}ข", "ก5 มิถุนายนข"),
    ("ซีโต้ ({{lang-en|SEATO}})", "ซีโต้ (อังกฤษ: SEATO)"),
    ("เกิด{{วันเกิด|2500|1|2}}", "เกิด2 มกราคม 2500"),
    ("เกิด{{วันเกิด|99999999999999999999|1|2}}ที่ตรัง", "เกิดที่ตรัง"),
    ("เกิด{{วันเกิด|2500|13|2}}ที่ตรัง", "เกิดที่ตรัง"),
    ("เกิด {{birth date|1957|1|2|df=yes}}", "เกิด 2 มกราคม 2500"),
    ("เกิด {{birth date|1957|99|2}}", "เกิด"),
    ("ลาว{{ต้องการอ้างอิง|date=มีนาคม 2567}}", "ลาว[ต้องการอ้างอิง]"),
    ("{{กล่องข้อมูล ประเทศ\n|ชื่อ=ลาว\n}}\nลาว", "ลาว"),
    ("{{ไม่รู้จัก|ลาว}}\nไทย", "ไทย"),
    ("ประเทศ{{ไม่รู้จัก|ลาว}}กับไทย", "ประเทศลาวกับไทย"),
    ("ประเทศ{{ไม่รู้จัก|ลาว|ไทย}}", "ประเทศ"),
    ("{{#if:1|ก}}ข {{CURRENTYEAR}}", "ข"),
    ("{| class=wikitable\n! ก\n|-\n| ข\n|}\nต่อ", "ต่อ"),
    ("<div style='display:none'>ก</div>ข", "ข"),
    ("ก<math>x</math>ข<gallery>\nก.jpg|ค\n</gallery>", "กข"),
    ("{{เปิดค้าง ไทย[[ลาว", "{{เปิดค้าง ไทย[[ลาว"),
    ("5&nbsp;ธันวาคม &amp; ไทย", "5 ธันวาคม & ไทย"),
]


@pytest.mark.parametrize(("source", "text"), SHOWN, ids=[source[:25] for source, _ in SHOWN])
def test_wikitext_gives_what_the_reader_sees(source: str, text: str) -> None:
    assert wikitext_to_text(source) == text


def test_references_are_numbered_as_on_the_page() -> None:
    source = (
        '{{กล่องข้อมูล|ประชากร=7 ล้าน<ref name="p">ก</ref>}}\n'
        'ลาว<ref>ข</ref><ref name=p/>{{efn|ค}}ไทย<ref group="หมายเหตุ">ง</ref>'
        '{{sfn|สมพงษ์|2540}}{{sfn|สมพงษ์|2540}}{{r|p}}\n== อ้างอิง ==\n<references><ref name="z">ฮ</ref></references>'
    )
    text = wikitext_to_text(source)
    assert text == "ลาว[2][1][note 1]ไทย[หมายเหตุ 1][3][3][1]\n\n== อ้างอิง =="
    assert [mark.ref for mark in find_citations(text)] == ["2", "1", "note 1", "หมายเหตุ 1", "3", "3", "1"]


def test_headings_are_found_and_the_body_ends_at_the_references() -> None:
    text = wikitext_to_text("นำ\n== [[ลาว]] ==\nก\n=== ข ===\nค\n== อ้างอิง ==\n{{รายการอ้างอิง}}")
    layout = find_layout(text)
    assert [(text[heading.start : heading.end], heading.level) for heading in layout.headings] == [
        ("ลาว", 1),
        ("ข", 2),
        ("อ้างอิง", 1),
    ]
    assert text[layout.body_end :] == "== อ้างอิง =="


BOMBS = {
    "deep": "{{a|" * 5000,
    "marks": "[[ก]]" * 100_000,
    "large": "ก" * 800_000,
    "tags": "<ref>" * 5000,
}


@pytest.mark.parametrize("source", BOMBS.values(), ids=BOMBS.keys())
def test_hostile_wikitext_is_refused(source: str) -> None:
    with pytest.raises(InputError, match="expected"):
        wikitext_to_text(source)


def summary(nlp: Language, article: Article) -> list[tuple[object, ...]]:
    record = extract_article(nlp, article)
    assert isinstance(record, Record), record
    names = {entity.id: entity.name_th for entity in record.entities}
    return [
        (
            event.type,
            event.trigger.text,
            event.time.edtf if event.time is not None else None,
            sorted((part.role, names[part.entity_id]) for part in event.arguments),
        )
        for event in record.events
    ]


LINKS = ["รัสเซีย", "อิหร่าน", "อัฟกานิสถาน", "ฝรั่งเศส", "สหรัฐอเมริกา", "ฟิลิปปินส์", "อังกฤษ", "อียิปต์", "อิสราเอล", "สยาม", "กลันตัน"]


def marked_up(text: str) -> str:
    """Return an article as the wikitext an editor would write it in: links, references, templates, boxes."""
    title, _, body = text.partition("\n\n")
    lines = []
    defined: set[str] = set()
    for line in body.split("\n"):
        if line.endswith(" แก้"):
            line = f"== {line.removesuffix(' แก้')} =="
        for word in LINKS:
            line = line.replace(word, f"[[ประเทศ{word}|{word}]]", 1)
        for number in map(str, range(1, 20)):
            if f"[{number}]" in line:
                again = f"<ref name=r{number} />"
                full = f'<ref name="r{number}">{{{{cite web|title=ก|url=http://a.th}}}}</ref>'
                line = line.replace(f"[{number}]", again if number in defined else full, 1).replace(
                    f"[{number}]", again
                )
                defined.add(number)
        line = line.replace("[ต้องการอ้างอิง]", "{{ต้องการอ้างอิง|date=มีนาคม 2567}}")
        lines.append(f"* {line.removeprefix('- ')}" if line.startswith("- ") else line)
    box = f"{{{{กล่องข้อมูล เหตุการณ์\n| ชื่อ = {title}\n| วันที่ = 1 มกราคม พ.ศ. 2400\n| ภาพ = [[ไฟล์:ก.jpg|250px]]\n}}}}\n"
    table = '\n{| class="wikitable"\n! ปี !! ผู้ลงนาม\n|-\n| 2400 || ตำรวจจับกุมนายกิตติ\n|}\n'
    tail = "{{รายการอ้างอิง}}\n[[หมวดหมู่:ประวัติศาสตร์]]\n[[en:History]]\n__NOTOC__"
    return f"{{{{เก็บกวาด}}}}\n{box}<!-- บทความนี้ยังไม่สมบูรณ์ ตำรวจจับกุม -->\n" + "\n".join(lines) + f"\n{table}\n{tail}"


@pytest.mark.parametrize("name", ["russia-counterterrorism", "seato", "anglo-siamese-treaty", "suez-crisis"])
def test_wikitext_gives_the_events_of_the_plain_text(name: str, nlp: Language, root: Path) -> None:
    text = (root / "corpus" / "articles" / f"{name}.txt").read_text("utf-8")
    metadata = Metadata(name, title=text.partition("\n")[0])
    plain = summary(nlp, Article(metadata, text, "0" * 64))
    source = marked_up(text)
    assert "[[" in source
    assert summary(nlp, Article(metadata, source, "0" * 64, form="wikitext")) == plain
    assert len(plain) > 5
