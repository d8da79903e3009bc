"""Record: everything that the steps made -> one SQLite file, and back as the same nouns.

`Record.open(folder)` reads (read.py), `Content` and `write` fill it (write.py), `check` verifies a whole
record folder (check.py), `diff` tells two records apart (diff.py).
"""

VERSION = "1"
