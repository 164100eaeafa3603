"""Models of the ground floor."""

from skills2work.questions import OpenQuestion
from skills2work.sources import Source

__all__ = ["OpenQuestion", "Source"]
