"""The few colours of a family tree, and how its words are set. A page's style sheet gives them again for the dark."""

from __future__ import annotations

INK, QUIET = "#1d2733", "#5a6673"
PAPER, GRID = "#ffffff", "#e9ebee"
BAND, STATE, COALITION = "#3d6a94", "#6f7782", "#9a6f1c"
FIELD, STAY, ON = "#fbf5e8", "#f2e3c0", "#ffe08a"
PART, DISPUTE = "#7a5610", "#b3261e"
FAINT = 0.32

KIND = {"Coalition": "whole", "StateForce": "state", "State": "state"}
COLOUR = {"whole": COALITION, "state": STATE, "group": BAND}


def kind_class(type_: str) -> str:
    """The class of bands of a type: "whole", "state" or "group"."""
    return KIND.get(type_, "group")
