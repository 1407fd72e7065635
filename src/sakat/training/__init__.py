"""Trains the statistical models from labelled and unlabelled text."""
