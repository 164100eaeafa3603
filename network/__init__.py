"""Organisations and experts."""
