"""The statistical named-entity recognizer: features, weights, decoding."""
