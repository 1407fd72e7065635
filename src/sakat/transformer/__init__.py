"""Recognizers of the Hugging Face kind, read as our own is: words in, spans with probabilities out."""
