"""A folder that articles arrive in, and the dataset that follows it."""
