"""Full-text search: one analysis in Python, one index table a database, one function to call.

`search.find(text, ...)` is that function (skills2work.search.engine). What is indexed, and how a record says what it
holds, is in skills2work.search.documents; everything that knows a word from another is in skills2work.search.analysis.
Why it is built this way: docs/decisions/0002-search.md.
"""
