"""Practices, country profiles, right to work, guidance."""
