"""Letters to staff by email: written from a template whose first line is the subject."""

import logging
import threading
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import loader

logger = logging.getLogger(__name__)
BACKGROUND = "skills2work-letter"


def letter(name: str, to: str, context: dict[str, Any]) -> EmailMessage:
    """Return the letter of a template in `templates/accounts/mail/`, in the language that is active."""
    subject, _line, body = loader.render_to_string(f"accounts/mail/{name}.txt", context).lstrip().partition("\n")
    return EmailMessage(subject.strip(), body.lstrip(), to=[to])


def site_of(given: str) -> str:
    """Return the address of the site for the links in a letter: the one given, else the one that is set."""
    return (given or settings.SITE_URL or "http://127.0.0.1:8000").rstrip("/")


def send(message: EmailMessage) -> bool:
    """Send a letter; say in the log, not to the one who waits, when the mail server does not take it."""
    try:
        message.send()
    except OSError:  # smtplib's errors are of this kind
        logger.exception("A letter to staff could not be sent: %s", message.subject)
        return False
    return True


def send_later(message: EmailMessage) -> threading.Thread:
    """Send a letter without letting anybody wait for it."""
    thread = threading.Thread(target=send, args=(message,), name=BACKGROUND)
    thread.start()
    return thread
