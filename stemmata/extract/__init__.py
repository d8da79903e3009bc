"""Extract: a Report in Segments -> the Mentions and Claims in it, each with the words that make it."""

from __future__ import annotations

from stemmata.extract.reader import Reader as Reader

VERSION = "1"
