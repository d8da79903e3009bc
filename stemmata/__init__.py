"""stemmata: from a folder of reports about a conflict to a dated, sourced record of who was who."""

__version__ = "0.1.0"
