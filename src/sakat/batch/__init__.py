"""Many articles to one dataset: shards, whoever works on them, and what survives an interruption."""
