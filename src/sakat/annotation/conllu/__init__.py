"""CoNLL-U Plus: tokens with their places and spaces, and a column for each layer of annotation."""

from sakat.annotation.conllu.read import read_conllu
from sakat.annotation.conllu.write import write_conllu

__all__ = ["read_conllu", "write_conllu"]
