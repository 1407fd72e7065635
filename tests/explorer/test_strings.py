import re
import unicodedata
from pathlib import Path
from typing import get_args

import pytest

import sakat.explorer
from sakat.errors import LexiconError
from sakat.explorer.quads import QUADS
from sakat.explorer.strings import LANGUAGES, Wording, load_strings
from sakat.record.event import Basis, Context, EventType, Modality, Mode, Polarity, Subtype
from sakat.record.mention import Label, NameMethod
from sakat.record.temporal import Resolution

TEMPLATES = Path(sakat.explorer.__file__).parent / "templates"
VALUES = {
    "type": EventType, "subtype": Subtype, "mode": Mode, "context": Context, "polarity": Polarity,
    "modality": Modality, "basis": Basis, "label": Label, "name_method": NameMethod, "resolution": Resolution,
}  # fmt: skip


@pytest.mark.parametrize("family", VALUES)
def test_every_value_of_the_schema_has_a_word(family: str) -> None:
    keys = {key.partition(".")[2] for key in load_strings()["th"] if key.startswith(f"{family}.")}
    assert keys == set(get_args(VALUES[family]))


def test_every_quadrant_has_a_word() -> None:
    assert all(Wording("th")(f"quad.{quad}") for quad in QUADS)


def test_every_key_of_the_templates_has_a_word_and_every_word_a_use() -> None:
    text = "".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    keys = set(load_strings()["th"])
    called = set(re.findall(r"""say\(["']([a-z_.]+)["'][,)]""", text))
    prefixes = set(re.findall(r"""say\(["']([a-z_.]+[._])["'] [+~]""", text)) | {"polarity.", "modality."}
    prefixes |= {f"{family}." for family in re.findall(r"""say\.value\(["']([a-z]+)["'],""", text)}

    assert called <= keys
    unused = {key for key in keys - called if not key.startswith(tuple(prefixes))}
    assert unused == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_strings_are_nfc_and_in_their_language(language: str) -> None:
    for key, text in load_strings()[language].items():
        assert unicodedata.is_normalized("NFC", text), key
        has_thai = bool(re.search("[\u0e01-\u0e3a\u0e40-\u0e4e]", text))
        assert has_thai == (language == "th") or key in {"search.placeholder", "name_method.cldr"}, key


def test_languages_fill_in_the_same_parts() -> None:
    thai, english = load_strings()["th"], load_strings()["en"]
    for key in thai:
        assert set(re.findall(r"{\w+}", thai[key])) == set(re.findall(r"{\w+}", english[key])), key


def test_missing_string_is_an_error() -> None:
    with pytest.raises(LexiconError, match=r"no string 'no\.such'"):
        Wording("th")("no.such")


def test_name_falls_back_to_thai() -> None:
    assert Wording("en").name("ลาว", None) == "ลาว"
    assert Wording("en").other_name("ลาว", None) == ""
    assert Wording("th").other_name("ลาว", "Laos") == "Laos"
