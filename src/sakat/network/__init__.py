"""A small convolutional network over the words of an article, whose scores are the same to the bit on every machine."""
