"""What the pages of each audience are called."""

from typing import NamedTuple

from django.utils.translation import pgettext

from skills2work.vocabularies import Audience


class Wording(NamedTuple):
    """The words of one audience's pages."""

    label: str
    title: str
    intro: str
    empty: str


def audience_words(audience: Audience) -> Wording:
    """Return the words in the reader's language. Raises KeyError for authorities, who have no page of their own."""
    return {
        Audience.REFUGEES: Wording(
            pgettext("audience page", "Looking for work"),
            pgettext("audience page", "Your skills count: how to get them seen"),
            pgettext(
                "audience page",
                "When you may work, how your diploma or your experience can be recognised, and who helps you "
                "on the way. Choose the country you live in.",
            ),
            pgettext("audience page", "We have no guidance for people looking for work in this country yet."),
        ),
        Audience.EMPLOYERS: Wording(
            pgettext("audience page", "Hiring"),
            pgettext("audience page", "Hire refugees: what you may do and who helps"),
            pgettext(
                "audience page",
                "Who may work, which papers to ask for, what a foreign diploma is worth, and who shares the cost. "
                "Choose your country.",
            ),
            pgettext("audience page", "We have no guidance for employers in this country yet."),
        ),
        Audience.SERVICE_PROVIDERS: Wording(
            pgettext("audience page", "Supporting people"),
            pgettext("audience page", "Support people on the way from skills to work"),
            pgettext(
                "audience page",
                "What works elsewhere, what the evidence is, and whom to call. For counsellors, associations "
                "and authorities.",
            ),
            pgettext("audience page", "We have no guidance for service providers in this country yet."),
        ),
    }[audience]
