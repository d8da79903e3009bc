"""Collate."""
