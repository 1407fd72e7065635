"""The explorer: a dataset folder in the browser. Reads a dataset, writes nothing but its own cache."""
