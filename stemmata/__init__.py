"""stemmata: from a folder of reports about a conflict to a dated, sourced record of who was who."""

from stemmata.errors import StemmataError
from stemmata.show.api import Book, open

__version__ = "0.1.0"
__all__ = ["Book", "StemmataError", "__version__", "open"]
