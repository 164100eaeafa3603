"""Words that everybody tries first here: no password may be made of them. A new password is told to the log."""

from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from skills2work.accounts.events import DONE, tell

WORDS = ("fromskills2work", "skills2work")


class CommonValidator(CommonPasswordValidator):
    """Refuses Django's common passwords, and two of them in a row: few of them are as long as ours must be."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for such a password."""
        super().validate(password, user)
        text = password.lower().strip()
        if any(text[:cut] in self.passwords and text[cut:] in self.passwords for cut in range(1, len(text))):
            raise ValidationError(self.get_error_message(), code="password_too_common")


class OurWordsValidator:
    """Refuses a password with the name of the project in it, however it is written."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for such a password."""
        letters = "".join(sign for sign in password.casefold() if sign.isalnum())
        if any(word in letters for word in WORDS):
            raise ValidationError(self.get_help_text(), code="our_words")

    def password_changed(self, password: str, user: Any = None) -> None:
        """Tell the log. Django calls it wherever a new password is saved."""
        tell("new-password", DONE, getattr(user, "pk", None))

    def get_help_text(self) -> str:
        """Return what to tell whoever chooses one."""
        return _("Your password must not hold the name of this site.")
