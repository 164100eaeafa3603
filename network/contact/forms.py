"""The form with which a reader writes to an organisation."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from network.models import Organisation
from skills2work.letters.forms import LetterForm, answer_field, text_field


class ContactForm(LetterForm):
    """A message, and the address to which the organisation answers."""

    text = text_field(_("Your message"), help_text=_("Write in a language that the organisation may understand."))
    answer_to = answer_field(
        label=_("Your email address"),
        help_text=_("The organisation sees it and answers there. We do not keep it."),
        required=True,
    )

    def send(self, organisation: Organisation, page: str) -> None:
        """Send the message, and keep nothing of it. Raises OSError where no mail can be sent."""
        with override(organisation.source_language):
            subject = gettext("A message through FromSkills2Work")
            told = gettext("Somebody wrote this on your page %(page)s. Answer this mail to reach her or him.")
        EmailMessage(
            subject=subject,
            body=f"{self.cleaned_data['text']}\n\n-- \n{told % {'page': page}}\n",
            to=[organisation.contact_address.email],
            reply_to=[self.cleaned_data["answer_to"]],
        ).send()
        self.count()
