"""Annotated articles to the formats of annotation tools and back: what a format can hold comes back as it was."""

from sakat.annotation.article import AnnotatedArticle, annotate_records
from sakat.annotation.formats import FORMATS, Format, Options
from sakat.annotation.losses import find_losses
from sakat.annotation.transfer import Exported, Imported, export_articles, import_articles, read_articles

__all__ = [
    "FORMATS", "AnnotatedArticle", "Exported", "Format", "Imported", "Options", "annotate_records", "export_articles",
    "find_losses", "import_articles", "read_articles",
]  # fmt: skip
