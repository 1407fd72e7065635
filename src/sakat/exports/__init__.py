"""A dataset folder in the formats of other tools: one module a format, listed in `registry`."""
