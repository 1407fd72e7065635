import re
import unicodedata

import pytest
from babel import Locale

from sakat.entities import authority
from sakat.entities.authority import TABLES, english_territory, load_authority, to_id
from sakat.errors import LexiconError
from sakat.lexicon import load_lexicon, resource_text

CUE_TABLES = ("titles", "org_heads", "class_nouns", "name_words", "units", "ambiguous_forms")


@pytest.mark.parametrize("table", [*(name for name, _ in TABLES), *CUE_TABLES])
def test_resource_rows_are_sorted_unique_and_nfc(table: str) -> None:
    text = resource_text(f"{table}.tsv")
    assert unicodedata.is_normalized("NFC", text)
    rows = text.rstrip("\n").split("\n")[1:]
    cells = [tuple(row.split("\t")) for row in rows]
    assert cells == sorted(set(cells))
    assert all(row["source"] for row in load_lexicon(table))


@pytest.mark.parametrize(
    ("table", "least"),
    [("agencies", 250), ("world_bodies", 250), ("named_events", 150), ("provinces", 77), ("country_forms", 190)],
)
def test_authority_table_names_enough_things(table: str, least: int) -> None:
    assert len({row["id"] for row in load_lexicon(table)}) >= least


def test_cue_tables_are_broad() -> None:
    assert len(load_lexicon("titles")) >= 250
    assert len(load_lexicon("org_heads")) + len(load_lexicon("class_nouns")) >= 240


def test_every_head_pattern_has_at_most_one_slot() -> None:
    for table in ("org_heads", "class_nouns"):
        for row in load_lexicon(table):
            assert row["name_en_pattern"].count("{}") <= 1, row["form"]


@pytest.mark.parametrize(
    ("form", "english", "method"),
    [
        ("พม่า", "Myanmar", "cldr"),
        ("เมียนมาร์", "Myanmar", "cldr"),
        ("ตุรกี", "Türkiye", "cldr"),
        ("สหรัฐฯ", "United States", "cldr"),
        ("ประเทศเปรู", "Peru", "cldr"),
        ("กทม.", "Bangkok", "exonym"),
        ("โคราช", "Nakhon Ratchasima", "exonym"),
        ("จ.ตรัง", "Trang", "exonym"),
        ("สตช.", "Royal Thai Police", "official"),
        ("ตาลีบัน", "Taliban", "official"),
        ("เอฟเอสบี", "Federal Security Service", "official"),
        ("วินาศกรรม 11 กันยายน", "September 11 attacks", "exonym"),
    ],
)
def test_load_authority_gives_english_name_of_form(form: str, english: str, method: str) -> None:
    entry = load_authority().by_form[form][0]
    assert (entry.name_en, entry.method) == (english, method)


def test_country_names_are_those_of_cldr() -> None:
    for entry in load_authority().by_id.values():
        if entry.kind == "country" and entry.iso3166 not in (None, "PS"):
            assert entry.name_en == english_territory(str(entry.iso3166)), entry.id


def test_every_iso_territory_has_an_entry_and_its_cldr_thai_name() -> None:
    forms = load_authority().by_form
    thai = Locale("th").territories
    for code in ("TH", "LA", "FJ", "GL", "AX", "CK"):
        name = re.sub(r" \(.*\)$", "", thai[code])
        assert forms[name][0].iso3166 == code


def test_provinces_are_77_with_iso_code_and_coordinates() -> None:
    provinces = [entry for entry in load_authority().by_id.values() if entry.kind == "province"]
    assert len(provinces) == len({entry.iso3166 for entry in provinces}) == 77
    assert all(entry.iso3166 and entry.iso3166.startswith("TH-") for entry in provinces)
    placed = [entry for entry in provinces if entry.coordinates is not None]
    assert len(placed) >= 60
    assert all(5 < p.coordinates.lat < 21 and 97 < p.coordinates.lon < 106 for p in placed if p.coordinates)


def test_every_form_leads_to_entries_and_every_qid_to_one_entry() -> None:
    found = load_authority()
    assert all(entries for entries in found.by_form.values())
    qids = [entry.qid for entry in found.by_id.values() if entry.qid]
    assert len(qids) == len(set(qids))
    assert all(re.fullmatch(r"Q[1-9]\d*", qid) for qid in qids)


def test_geonames_city_has_place_and_number() -> None:
    entry = load_authority().by_form["กินชาซา"][0]
    assert entry.name_en == "Kinshasa"
    assert entry.geonames_id is not None
    assert entry.coordinates is not None


def test_short_city_names_that_are_words_are_left_out() -> None:
    assert not {"บาท", "นาง", "มาก", "รถ", "คน"} & set(load_authority().by_form)


def test_to_id_drops_accents_and_signs() -> None:
    assert to_id("Côte d'Ivoire") == "cote_d_ivoire"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"kind": "nickname"}, "kind 'nickname'"),
        ({"label": "PLACE"}, "label 'PLACE'"),
        ({"method": "guess"}, "method 'guess'"),
        ({"kind": "short"}, "no row of kind 'name'"),
    ],
)
def test_bad_authority_row_is_an_error_that_says_what_is_wrong(
    row: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = {
        "form": "ก", "id": "x", "kind": "name", "label": "ORG", "name_en": "X", "method": "official", "qid": "",
        "iso3166": "", "source": "authors",
    }  # fmt: skip
    monkeypatch.setattr(authority, "load_lexicon", lambda name: ({**good, **row},))
    with pytest.raises(LexiconError, match=message):
        authority.load_authority.__wrapped__()
