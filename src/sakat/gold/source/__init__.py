"""The inline source format of annotated articles (`.anno`): read, compiled to gold, written back.

The format is described in corpus/README.md.
"""

from sakat.gold.source.compile import Compiled, compile_source
from sakat.gold.source.decompile import decompile_gold
from sakat.gold.source.files import find_sources, read_source, read_text

__all__ = ["Compiled", "compile_source", "decompile_gold", "find_sources", "read_source", "read_text"]
