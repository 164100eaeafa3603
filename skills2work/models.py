"""Models of the ground floor."""

from skills2work.accounts.models import RecoveryCodes
from skills2work.letters.models import DailySalt, Report, Sending
from skills2work.links.models import Link, LinkCheck
from skills2work.questions import OpenQuestion
from skills2work.reads import PageReads
from skills2work.search.models import FailedSearch, SearchDocument, SearchWord, Synonym
from skills2work.sources import Source
from skills2work.staff.changes import ProposedChange
from skills2work.staff.exchange_models import SentTable
from skills2work.staff.models import Assignment
from skills2work.staff.versions import Judgements
from skills2work.translations.models import Translation
from skills2work.version import ContentVersion

__all__ = [
    "Assignment",
    "ContentVersion",
    "DailySalt",
    "FailedSearch",
    "Judgements",
    "Link",
    "LinkCheck",
    "OpenQuestion",
    "PageReads",
    "ProposedChange",
    "RecoveryCodes",
    "Report",
    "SearchDocument",
    "SearchWord",
    "Sending",
    "SentTable",
    "Source",
    "Synonym",
    "Translation",
]
