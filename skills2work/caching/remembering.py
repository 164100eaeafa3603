"""Pieces of pages that many pages share, kept by each process for as long as they would come out the same."""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar

from django.utils.translation import get_language

from skills2work.caching.stamps import stamp

Found = TypeVar("Found")
Function = Callable[..., Found]


def while_unchanged(most: int) -> Callable[[Function[Found]], Function[Found]]:
    """Let a function answer from memory while content, day and code are the same; `most` answers, the latest asked for.

    For what depends on its arguments, the language of the page and the content, and on nothing of the request.
    """

    def decorated(function: Function[Found]) -> Function[Found]:
        @lru_cache(maxsize=most)
        def known(_stamp: str, _language: str | None, *arguments: Hashable) -> Found:
            return function(*arguments)

        @wraps(function)
        def answer(*arguments: Hashable) -> Found:
            return known(stamp(), get_language(), *arguments)

        return answer

    return decorated
