"""Organisations and experts that propose themselves, and how they take it back."""
