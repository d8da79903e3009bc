from stemmata.errors import StemmataError as StemmataError
from stemmata.show import client as client
from stemmata.show.api import Book as Book
from stemmata.show.api import open as open

__version__: str
__all__ = ["Book", "StemmataError", "__version__", "client", "open"]
