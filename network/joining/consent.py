"""What somebody agrees to who proposes an organisation or herself. Each wording has a version, kept with the proposal.

Whoever changes a wording gives it a new version: what was agreed to before stays as it was read.
"""

from django.utils.translation import gettext

ORGANISATION, EXPERT = "organisation", "expert"
VERSION = "2026-11-25"


def consent_text(kind: str) -> list[str]:
    """Return what is agreed to, sentence by sentence, in the reader's language."""
    if kind == EXPERT:
        return [
            gettext("I am the person I describe here, and I want to be named in this directory as an expert."),
            gettext("What I write here may be shown to everybody, translated, and found through search engines."),
            gettext("My email address is not shown. It is used for this proposal only and deleted after 90 days."),
            gettext("I can take this back at any time with my link, without a reason. Then my entry is gone at once."),
        ]
    return [
        gettext("I may speak for this organisation, and it wants to be named in this directory."),
        gettext("What I write here may be shown to everybody, translated, and given away as open data."),
        gettext("My email address is not shown. It is used for this proposal only and deleted after 90 days."),
        gettext("The organisation can take this back at any time with its link. Then its entry is gone at once."),
    ]
