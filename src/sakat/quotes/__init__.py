"""Quotations and who said them."""

from sakat.quotes.find import find_quotes

__all__ = ["find_quotes"]
