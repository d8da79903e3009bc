"""Kinds of mentions that stand together."""

from __future__ import annotations

from stemmata.model import MentionType

EVENTS = (MentionType.OPERATION, MentionType.AGREEMENT)
GROUPISH = (MentionType.ARMED_GROUP, MentionType.COALITION, MentionType.STATE_FORCE, MentionType.ORGANIZATION)
