"""Marked reports: reading them, checking them, counting what they hold. The format stands in corpus/README.md."""
