"""What can come of visiting an address, in words for editors: what is wrong, and what to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Outcome(models.TextChoices):
    """How an address answered. Only those in FAILURES count against it."""

    FINE = "fine", pgettext_lazy("outcome of visiting an address", "Answers")
    MOVED = "moved", pgettext_lazy("outcome of visiting an address", "Has moved for good")
    UNWELCOME = "unwelcome", pgettext_lazy("outcome of visiting an address", "Does not let programs in")
    NOT_FOUND = "not_found", pgettext_lazy("outcome of visiting an address", "The page is gone")
    SERVER_ERROR = "server_error", pgettext_lazy("outcome of visiting an address", "The server has an error")
    TIMEOUT = "timeout", pgettext_lazy("outcome of visiting an address", "Does not answer in time")
    LOOP = "loop", pgettext_lazy("outcome of visiting an address", "Sends visitors round in a circle")
    NO_NAME = "no_name", pgettext_lazy("outcome of visiting an address", "The host does not exist")
    NO_ANSWER = "no_answer", pgettext_lazy("outcome of visiting an address", "No connection")
    BAD_TLS = "bad_tls", pgettext_lazy("outcome of visiting an address", "The certificate is wrong")
    INSIDE = "inside", pgettext_lazy("outcome of visiting an address", "Leads into a private network")
    NO_ADDRESS = "no_address", pgettext_lazy("outcome of visiting an address", "Is no web address")


FINE = frozenset({Outcome.FINE, Outcome.MOVED})
FAILURES = frozenset(set(Outcome) - FINE - {Outcome.UNWELCOME})

ADVICE = {
    Outcome.FINE: _("Nothing to do."),
    Outcome.MOVED: _("Look at the new page. If it is the same one, write its address into the entries."),
    Outcome.UNWELCOME: _("Open it in your browser: programs are refused there, people may not be."),
    Outcome.NOT_FOUND: _("Search the site for the page. If it is not there any more, name another source."),
    Outcome.SERVER_ERROR: _("Often it passes. If it stays, look for the page elsewhere."),
    Outcome.TIMEOUT: _("Often it passes. If it stays, open it in your browser."),
    Outcome.LOOP: _("Open it in your browser. If it fails there too, look for the page's new address."),
    Outcome.NO_NAME: _("Look for a slip in the address. The organisation may have a new one, or have ended."),
    Outcome.NO_ANSWER: _("Often it passes. If it stays, look for the organisation's new address."),
    Outcome.BAD_TLS: _("Browsers warn readers of this page. Tell the organisation, or name another page."),
    Outcome.INSIDE: _("No reader can open it. Name a public page."),
    Outcome.NO_ADDRESS: _("Correct the address: it must start with https:// or http://."),
}


def of_status(status: int) -> Outcome:
    """Return what an HTTP status says of an address."""
    if status < 400:
        return Outcome.FINE
    if status in {404, 410}:
        return Outcome.NOT_FOUND
    return Outcome.SERVER_ERROR if status >= 500 and status not in {501, 505, 999} else Outcome.UNWELCOME
