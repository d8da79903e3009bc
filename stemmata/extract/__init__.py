"""Extract: a Report in Segments -> the Mentions and Claims in it."""
