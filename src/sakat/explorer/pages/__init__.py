"""The pages of the explorer: each asks the database and fills a template."""
