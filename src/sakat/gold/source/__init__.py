"""The inline source format of annotated articles (`.anno`): read, compiled to gold, written back.

The format is described in corpus/README.md.
"""

from sakat.gold.source.compile import Compiled, compile_source
from sakat.gold.source.decompile import decompile_gold
from sakat.gold.source.files import find_sources, read_source, read_text
from sakat.gold.source.remarks import add_remarks

__all__ = ["Compiled", "add_remarks", "compile_source", "decompile_gold", "find_sources", "read_source", "read_text"]
