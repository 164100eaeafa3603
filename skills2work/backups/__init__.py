"""Backups: everything in the database as one file, which either database can be made from again."""
