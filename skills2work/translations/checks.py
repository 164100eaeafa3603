"""What a translation must not lose: the addresses that its source sends readers to, and its amounts and years."""

import re
import unicodedata

from django.utils.translation import gettext

ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'،؛]+", re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")

# Digits of any script, with what languages put between groups of three or before the cents.
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u2009\u202f\u066b\u066c\u2019' ]\d+)*")
BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[.,\u00a0\u2009\u202f\u066b\u066c\u2019' ](?=\d{3}(?!\d))")
DIGITS = re.compile(r"\d+")


def addresses(text: str) -> set[str]:
    """Return the web and email addresses in a text, without what punctuation follows them."""
    return {found.rstrip(".,;:!?") for found in ADDRESS.findall(text)} | set(MAIL.findall(text))


def numbers(text: str) -> set[str]:
    """Return the numbers in a text, however its language writes them: "1,400", "1 400" and "١٬٤٠٠" are one."""
    found = (BETWEEN_THOUSANDS.sub("", match) for match in NUMBER.findall(text))
    return {plain(part) for each in found for part in DIGITS.findall(each)}


def plain(number: str) -> str:
    """Return a number in ASCII digits, without zeros before it."""
    return "".join(str(unicodedata.digit(one)) for one in number).lstrip("0")


def problems(source: str, target: str) -> list[str]:
    """Return what is wrong with a translation, in words; nothing for one that is empty.

    A number of one digit is not missed: languages write it as a word ("five", "fünf").
    """
    if not target.strip():
        return []
    lost, added = addresses(source) - addresses(target), addresses(target) - addresses(source)
    told = [gettext("this address of the original is missing: %(address)s") % {"address": one} for one in sorted(lost)]
    told += [gettext("this address is not in the original: %(address)s") % {"address": one} for one in sorted(added)]
    missing = sorted(number for number in numbers(source) - numbers(target) if len(number) > 1)
    return told + [gettext("this number of the original is missing: %(number)s") % {"number": one} for one in missing]
