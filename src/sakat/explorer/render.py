"""Fills the templates of the pages. Everything put into them is escaped; a name they lack is an error."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from babel import Locale
from jinja2 import Environment, PackageLoader, StrictUndefined

from sakat.dates.written import Language, format_edtf, format_month
from sakat.explorer.quads import QUAD_OF, QUADS
from sakat.explorer.visit import Page, Visit

_MENTION_GROUPS = {
    "PERSON": "person", "NORP": "person", "ORG": "org", "GPE": "place", "LOC": "place", "FAC": "place",
    "PRODUCT": "thing", "EVENT": "thing", "WORK_OF_ART": "thing", "LAW": "thing", "LANGUAGE": "thing",
}  # fmt: skip


@cache
def environment() -> Environment:
    """Return the environment of the templates."""
    made = Environment(
        loader=PackageLoader("sakat.explorer", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(QUADS=QUADS, QUAD_OF=QUAD_OF, mention_group=mention_group)
    return made


def mention_group(label: str) -> str:
    """Return the group of labels a mention is marked as; dates and numbers are `value`."""
    return _MENTION_GROUPS.get(label, "value")


def chrome(visit: Visit) -> dict[str, Any]:
    """Return what every page needs around its content."""
    return {
        "say": visit.say,
        "lang": visit.language,
        "visit": visit,
        "day": partial(format_edtf, language=visit.language),
        "month": partial(format_month, language=visit.language),
        "country": partial(country_name, language=visit.language),
        "other_language": "en" if visit.language == "th" else "th",
    }


def render(page: Page, visit: Visit) -> str:
    """Return the HTML of a page."""
    return environment().get_template(f"sakat/{page.template}").render({**chrome(visit), **page.content})


def country_name(code: str, language: Language) -> str:
    """Return the name of a country by its ISO 3166 code; the code itself if it has none.

    >>> country_name("LA", "th"), country_name("XX", "en")
    ('ลาว', 'XX')
    """
    return str(Locale(language).territories.get(code, code))
