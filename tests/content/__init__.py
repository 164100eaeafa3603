"""Tests of the content itself: what the fixtures say, beside the dossier they were written from."""
