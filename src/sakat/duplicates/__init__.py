"""Near duplicates: articles that are for the most part the same text, such as one wire story under two headlines."""
