"""Identify."""
