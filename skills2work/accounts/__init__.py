"""Accounts of staff: invitation, password, second factor, sessions. Readers have none."""
