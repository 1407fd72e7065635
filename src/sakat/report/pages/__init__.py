"""The pages of the report, one kind a module."""
