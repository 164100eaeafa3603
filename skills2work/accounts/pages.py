"""What all pages of the accounts have in common: they take what is posted, and nobody keeps a copy of them."""

from typing import Any

from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect


def account_page(view: Any) -> Any:
    """Mark a view as a page of the accounts."""
    found: Any = never_cache(csrf_protect(view))
    found.takes_post = True  # HelpfulAnswers asks
    return found
