"""The day a page was published: from its metadata, else from the line beside its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from sakat.inputs.json_ld import find_described
from sakat.inputs.page_title import Headline, meta, text_of
from sakat.inputs.stamps import parse_stamp, plausible, whole_day
from sakat.lexicon import load_lexicon

_METAS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article.published",
    "published_time",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "date",
)
_ASIDE = frozenset({"aside", "nav", "footer", "figure", "figcaption", "script", "style", "select", "button"})
_CONTAINERS = frozenset({"article", "main"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "data", "em", "font", "i", "img", "label", "path", "small", "span", "strong"}
    | {"sub", "sup", "svg", "time", "u", "use", "wbr"}
)
_MODIFIED = re.compile("modif|updat", re.IGNORECASE)
_HINTED = re.compile(
    r"(?:^|[\s_-])(?:byline|date|time|datetime|posted|publish(?:ed)?|pubdate|post-?meta|entry-?meta|meta|info)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAX_LINE = 150
_MAX_REST = 40
_STORY_BEGINS = 150
_MAX_DECK = 200
_MAX_LINK = 40
_MAX_LINES = 40
_LETTERS = re.compile(r"[\w\u0e00-\u0e7f]")


def find_publication_day(tree: Any, headline: Headline) -> date | None:
    """Return the day of publication in Asia/Bangkok, None if the page does not tell one for sure.

    Asked in this order: JSON-LD of its article, `<meta>`, elements marked `datePublished`, the first `<time>` beside
    the headline, the line with the date there. Dates in the story, of changes and of other articles never count.
    """
    return (
        _from_json_ld(tree, headline.title)
        or _from_metas(tree)
        or _from_marked(tree)
        or _from_times(tree, headline.element)
        or _from_lines(tree, headline.element)
    )


def _from_json_ld(tree: Any, title: str | None) -> date | None:
    found = [(article, day) for article in find_described(tree) if (day := parse_stamp(article.published or ""))]
    if len({day for _, day in found}) > 1:
        found = [(article, day) for article, day in found if title and (article.headline or "").startswith(title)]
    return found[0][1] if len({day for _, day in found}) == 1 else None


def _from_metas(tree: Any) -> date | None:
    stamps = (parse_stamp(stamp) for name in _METAS if (stamp := meta(tree, name)))
    return next((day for day in stamps if day is not None), None)


def _from_marked(tree: Any) -> date | None:
    days = {
        day
        for element in tree.iter()
        if "datepublished" in (element.get("itemprop") or "").lower().split()
        and (day := parse_stamp(element.get("content") or element.get("datetime") or text_of(element)))
    }
    return days.pop() if len(days) == 1 else None


def _from_times(tree: Any, headline: Any) -> date | None:
    for element in _beside(tree, headline):
        if element.tag == "time" and not _is_of_change(element):
            return parse_stamp(element.get("datetime") or text_of(element))
    return None


def _from_lines(tree: Any, headline: Any) -> date | None:
    for element in _beside(tree, headline):
        if all(child.tag in _INLINE for child in element.iter() if child is not element) and not _is_of_change(element):
            names = f"{element.get('class') or ''} {element.get('id') or ''}"
            if day := byline_day(text_of(element), hinted=bool(_HINTED.search(names))):
                return day
    return None


def _is_of_change(element: Any) -> bool:
    names = (element.get(key) or "" for key in ("itemprop", "class", "id"))
    return any(_MODIFIED.search(name) for name in names)


def _beside(tree: Any, headline: Any) -> Iterator[Any]:
    """Yield the elements around a headline: those after it up to the story, then those before it in its container.

    Without a headline, those of the first container up to the story. What stands at the head of the site is not beside
    the headline: the day shown there is the day of reading.
    """
    if headline is None:
        container = next(tree.iter(*_CONTAINERS), None)
        if container is not None:
            yield from _until_story(container.iterdescendants())
        return
    yield from _until_story(headline.iter(), headline)
    yield from _until_story(_following(headline), headline)
    container = next(headline.iterancestors(*_CONTAINERS), None)
    if container is not None:
        before: list[Any] = []
        for element in container.iterdescendants():
            if element is headline:
                yield from _until_story(iter(before))
                return
            before.append(element)


def _following(element: Any) -> Iterator[Any]:
    """Yield the elements that begin after an element ends, in the order of the page."""
    while element is not None:
        for sibling in element.itersiblings():
            yield from sibling.iter()
        element = element.getparent()


def _until_story(elements: Iterator[Any], headline: Any = None) -> Iterator[Any]:
    """Yield the elements before the first long run of text or the first paragraphs, leaving out what is aside."""
    lines = deck = 0
    for element in elements:
        if not isinstance(element.tag, str) or element is headline or _is_aside(element):
            continue
        own = sum(map(len, (element.text or "", *(child.tail or "" for child in element))))
        deck += own if element.tag == "p" else 0
        lines += 1
        if own >= _STORY_BEGINS or deck >= _MAX_DECK or lines > _MAX_LINES:
            return
        yield element


def _is_aside(element: Any) -> bool:
    """Tell whether an element is in a part of the page that is not its article, such as a link to another article."""
    for part in (element, *element.iterancestors()):
        if part.tag in _ASIDE:
            return True
        links = [part] if part.tag == "a" else part.iter("a") if part.tag == "li" else ()
        if any(len(text_of(link)) > _MAX_LINK for link in links):
            return True
    return False


def byline_day(line: str, *, hinted: bool = False) -> date | None:
    """Return the day of publication a line beside a headline states, None if it is no such line.

    A line counts that is little more than the date: with a label such as เผยแพร่ (`resources/byline_labels.tsv`)
    before it, in an element named for dates, or begun by the date. A date after a label such as อัปเดต is of a change.

    Args:
        line: The line, white space as single spaces.
        hinted: Whether its element is named for dates.

    >>> byline_day("เผยแพร่: 5 มิ.ย. 2567 10:15 น. | อัปเดต 7 มิ.ย. 2567"), byline_day("เลือกตั้งใหญ่ 24 มีนาคม 2562")
    (datetime.date(2024, 6, 5), None)
    """
    from sakat.dates.find import find

    if not 6 <= len(line) <= _MAX_LINE or not any(character.isdigit() for character in line):
        return None
    matches = find(line)
    rest = line
    for match in reversed(matches):
        rest = rest[: match.start] + " " + rest[match.end :]
    published, changed = _labels("published"), _labels("changed")
    rest = changed.sub(" ", published.sub(" ", rest))
    if len(_LETTERS.findall(rest)) > _MAX_REST:
        return None
    end = 0
    unlabelled: list[date] = []
    for match in matches:
        day = plausible(whole_day(match.edtf)) if match.resolution == "stated" else None
        before = line[end : match.start]
        end = match.end
        if day is None or changed.search(before):
            continue
        if published.search(before):
            return day
        unlabelled.append(day)
        if not hinted and _LETTERS.search(line[: match.start]) and not _labels("author").match(line):
            return None
    return unlabelled[0] if unlabelled else None


@cache
def _labels(kind: str) -> re.Pattern[str]:
    forms = [row["form"] for row in load_lexicon("byline_labels") if row["kind"] == kind]
    return re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)), re.IGNORECASE)
