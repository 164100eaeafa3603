"""What a translation must not lose: the addresses that its source sends readers to."""

import re

from django.utils.translation import gettext

ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'،؛]+", re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")


def addresses(text: str) -> set[str]:
    """Return the web and email addresses in a text, without what punctuation follows them."""
    return {found.rstrip(".,;:!?") for found in ADDRESS.findall(text)} | set(MAIL.findall(text))


def problems(source: str, target: str) -> list[str]:
    """Return what is wrong with a translation, in words; nothing for one that is empty."""
    if not target.strip():
        return []
    lost, added = addresses(source) - addresses(target), addresses(target) - addresses(source)
    told = [gettext("this address of the original is missing: %(address)s") % {"address": one} for one in sorted(lost)]
    told += [gettext("this address is not in the original: %(address)s") % {"address": one} for one in sorted(added)]
    return told
