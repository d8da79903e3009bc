"""stemmata: from a folder of reports about a conflict to a dated, sourced record of who was who."""

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["Book", "StemmataError", "__version__", "client", "open"]

# Looked up when first used: whoever imports one noun should not load a database for it. Types are in __init__.pyi.
_WHERE = {"Book": "stemmata.show.api", "StemmataError": "stemmata.errors", "open": "stemmata.show.api"}
_MODULES = {"client": "stemmata.show.client"}


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return import_module(_MODULES[name])
    if name not in _WHERE:
        raise AttributeError(f"module 'stemmata' has no attribute {name!r}; public are {', '.join(__all__)}")
    return getattr(import_module(_WHERE[name]), name)
