"""Words that everybody tries first here: no password may be made of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = ("fromskills2work", "skills2work")


class OurWordsValidator:
    """Refuses a password with the name of the project in it, however it is written."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for such a password."""
        letters = "".join(sign for sign in password.casefold() if sign.isalnum())
        if any(word in letters for word in WORDS):
            raise ValidationError(self.get_help_text(), code="our_words")

    def get_help_text(self) -> str:
        """Return what to tell whoever chooses one."""
        return _("Your password must not hold the name of this site.")
