"""Lines that contain a figure: what a practice publishes of its results, without lines that only name a year."""

import re
from typing import NamedTuple

from practices.models import Practice
from skills2work.fields import lines
from skills2work.texts import LocalLines, local_text

# What looks like a figure and is none: a day with its month and year, and a year alone.
DATES = re.compile(r"\b\d{1,2}\.?\s+[^\W\d]+\.?\s+(?:19|20)\d{2}\b|\b(?:19|20)\d{2}\b(?!\s*(?:%|per\b))")
DIGIT = re.compile(r"\d")


class Reported(NamedTuple):
    """A practice with those of its results that contain a figure."""

    practice: Practice
    lines: LocalLines


def has_figure(line: str) -> bool:
    """Say whether a line holds a number that is neither a year nor a part of a date."""
    return DIGIT.search(DATES.sub("", line)) is not None


def reported(practices: list[Practice]) -> list[Reported]:
    """Return the practices that report a figure, each with the lines that do; nothing of the others."""
    found = []
    for practice in practices:
        text = local_text(practice, "results")
        kept = [line for line in lines(text.text) if has_figure(line)]
        if kept:
            found.append(Reported(practice, LocalLines(kept, text.language)))
    return found
