"""Writes the pages of the report, each in every language, with relative links that work from disk."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sakat.dates.written import format_edtf
from sakat.palette import colour_rules
from sakat.report.words import LANGUAGES, Language, Words

_NOT_HTML = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
"""Code points that HTML does not allow."""


def clean(text: str) -> str:
    r"""Return a text with what HTML cannot hold shown as �.

    >>> clean("ก\x00ข")
    'ก�ข'
    """
    return _NOT_HTML.sub("\ufffd", text)


@dataclass(frozen=True)
class PerLanguage:
    """Content of a page that depends on the language."""

    make: Callable[[Words], Any]


@dataclass
class Site:
    """A folder of pages under construction.

    `parts` are the pages of the menu, by the key of their name; a page that is not written is not in it.
    """

    folder: Path
    parts: Mapping[str, str]
    title: str
    _written: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        def finalize(value: Any) -> Any:
            if isinstance(value, Markup):
                return Markup(clean(value))
            return clean(value) if isinstance(value, str) else value

        self._environment = Environment(
            loader=PackageLoader("sakat.report"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=finalize,
        )
        self._words = {language: Words(language) for language in LANGUAGES}

    def write_page(self, path: str, template: str, *, part: str, **content: Any) -> None:
        """Write a page in each language.

        Args:
            path: Where it stands among the pages of its language, e.g. `articles/d_0123.html`.
            template: File in `templates`.
            part: Key of the menu it belongs to.
            content: What the template shows; a `PerLanguage` is made anew from the words of each language.
        """
        page = self._environment.get_template(template)
        for language in LANGUAGES:
            words = self._words[language]
            here = _place(path, language)

            def link(target: str, *, here: str = here, language: Language = language) -> str:
                return _relative(here, _place(target, language))

            own = {
                name: value.make(words) if isinstance(value, PerLanguage) else value for name, value in content.items()
            }
            written = page.render(
                **own,
                w=words,
                part=part,
                parts=self.parts,
                site_title=self.title,
                link=link,
                asset=lambda name, here=here: _relative(here, f"assets/{name}"),
                versions=[(other, _relative(here, _place(path, other))) for other in LANGUAGES],
                when=lambda edtf, words=words: format_edtf(edtf, words.language),
            )
            target = self.folder / here
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(written.encode())

    def write_assets(self) -> None:
        """Write the style sheet, with the colours of the palette."""
        style = resources.files("sakat.report").joinpath("assets", "style.css").read_text("utf-8")
        folder = self.folder / "assets"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "style.css").write_bytes((colour_rules() + style).encode())


def _place(path: str, language: Language) -> str:
    return path if language == LANGUAGES[0] else f"{language}/{path}"


def _relative(here: str, target: str) -> str:
    """Return a link from one page to another, with its anchor.

    >>> _relative("en/articles/d_1.html", "en/index.html"), _relative("index.html", "articles/d_1.html#s3")
    ('../index.html', 'articles/d_1.html#s3')
    """
    path, hash_mark, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(here) or ".") + hash_mark + anchor
