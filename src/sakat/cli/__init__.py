"""The command line: each command reads options, calls one function and prints.

Exit codes: 0 done, 1 a check failed or articles were rejected, 2 wrong use.
"""

from sakat.cli.app import app

__all__ = ["app"]
