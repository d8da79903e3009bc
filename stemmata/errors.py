"""Every error that stemmata raises on purpose. A message says where, what was met and what was looked for."""


class StemmataError(Exception):
    """Anything that a command reports in one line and ends with status 1."""


class UnreadableReport(StemmataError):
    """One report could not be read; the run sets it down as unread, with this message, and goes on."""


class InvalidDate(StemmataError, ValueError):
    """A text is not EDTF that we know."""


class OntologyError(StemmataError):
    """A type, a predicate or a pattern file says something that the ontology does not allow."""


class SettingsError(StemmataError):
    """stemmata.toml, sources.yml, places.yml or a sidecar has a key or a value that we do not know."""


class RecordError(StemmataError):
    """A record folder or its database cannot be used: absent, newer, damaged or locked."""


class SpanError(RecordError):
    """A quote is not what the text says at its offsets."""


class ConsultError(StemmataError):
    """A large model cannot be asked: no consent, no server, a wrong key, or a server that keeps failing."""


class NotFound(StemmataError):
    """A question named something that the record does not hold."""


class ListError(StemmataError):
    """A list that a person brings (Wikidata, UCDP, a table) cannot be read at all."""
