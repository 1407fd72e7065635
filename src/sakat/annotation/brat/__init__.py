"""brat standoff: `<id>.txt` and `<id>.ann` in a folder, with the configuration brat shows them by."""

from sakat.annotation.brat.config import annotation_conf, visual_conf
from sakat.annotation.brat.read import read_folder, read_standoff
from sakat.annotation.brat.write import article_files, to_standoff

__all__ = ["annotation_conf", "article_files", "read_folder", "read_standoff", "to_standoff", "visual_conf"]
