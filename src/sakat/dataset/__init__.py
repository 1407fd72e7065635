"""From files to the dataset folder: reading, extracting, validating, writing."""
