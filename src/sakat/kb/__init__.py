"""The local knowledge base: an SQLite file of things with Thai names, made from a Wikidata dump or a CSV table."""
