"""Tests of the page cache, and of what is served while the database is gone."""
