"""What a user may say of the inputs: which columns of a table hold what."""

from __future__ import annotations

from dataclasses import dataclass, fields

_USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article", "ข้อความ", "เนื้อหา"),
    "id": ("id", "ID", "Id"),
    "uri": ("uri", "url", "link"),
    "title": ("title", "headline", "หัวข้อ", "หัวเรื่อง", "พาดหัว"),
    "date": ("document_date", "date", "published", "published_at", "วันที่"),
    "language": ("language", "lang", "ภาษา"),
    "licence": ("licence", "license"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, or fields of a JSON row, by what they hold; None for the usual names."""

    text: str | None = None
    id: str | None = None
    uri: str | None = None
    title: str | None = None
    date: str | None = None
    language: str | None = None
    licence: str | None = None

    def named(self) -> dict[str, str]:
        """Return what each part is called, of those that are named."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {part: column for part, column in named.items() if column is not None}

    def candidates(self, part: str) -> tuple[str, ...]:
        """Return the columns that may hold a part, the likeliest first.

        >>> Columns(text="story").candidates("text"), Columns().candidates("id")
        (('story',), ('id', 'ID', 'Id'))
        """
        named = getattr(self, part)
        return (named,) if named is not None else _USUAL[part]


USUAL_COLUMNS = Columns()
