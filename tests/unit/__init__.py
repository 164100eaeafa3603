"""Tests of rules: models, query sets, commands and helpers, without pages."""
