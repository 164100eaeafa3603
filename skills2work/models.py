"""Models of the ground floor."""

from skills2work.questions import OpenQuestion
from skills2work.search.models import FailedSearch, SearchDocument, SearchWord, Synonym
from skills2work.sources import Source
from skills2work.translations.models import Translation
from skills2work.version import ContentVersion

__all__ = [
    "ContentVersion",
    "FailedSearch",
    "OpenQuestion",
    "SearchDocument",
    "SearchWord",
    "Source",
    "Synonym",
    "Translation",
]
