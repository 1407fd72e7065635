"""Thai text before any extraction: decoding, canonical form, layout, words, sentences, clauses."""
