"""The page cache: finished pages kept under the version of the content, and what is served while the database is gone.

Why it is made this way stands in docs/decisions/0006-page-cache.md.
"""
