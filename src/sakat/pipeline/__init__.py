"""The spaCy pipeline: the only code that knows spaCy."""
