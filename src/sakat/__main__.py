"""`python -m sakat`: the same as the command."""

from __future__ import annotations

from sakat.cli import app

if __name__ == "__main__":
    app()
