"""The forms with which an organisation or an expert proposes itself."""

import secrets
from typing import Any, ClassVar

from django import forms
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from network.joining.consent import EXPERT, ORGANISATION, VERSION, consent_text
from network.joining.models import Proposal
from network.models import Expert, Organisation
from network.vocabularies import ExpertBasis, OrganisationKind, OrganisationRole
from skills2work import countries, languages
from skills2work.letters.forms import LetterForm, answer_field, text_field
from skills2work.publishing import PublishedRecord
from skills2work.vocabularies import PublicationState

LONGEST_SUMMARY = 160
# Only the editors say who took part in Skills2Work from 2016 to 2018.
OWN_ROLES = [choice for choice in OrganisationRole.choices if choice[0] != OrganisationRole.PARTNER]


def free_slug(model: type[PublishedRecord], wish: str) -> str:
    """Return an address for a new record: what was wished for where it is free, else with a random end."""
    slug = slugify(wish)[:100].strip("-")
    taken = not slug or model.objects.filter(slug=slug).exists()
    return f"{slug or model._meta.model_name}-{secrets.token_hex(4)}" if taken else slug


class JoinForm(LetterForm):
    """What both proposals ask for."""

    kind: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"),
            choices=[("", "")] + [(code, countries.name(code, self.language)) for code in self.country_codes()],
        )
        self.fields["answer_to"] = answer_field(
            label=_("Your email address"),
            help_text=_("For questions, and for the link with which you can take this back. Deleted after 90 days."),
            required=True,
        )
        self.fields["consent"] = forms.BooleanField(label=_("I agree to all of this"))

    def country_codes(self) -> list[str]:
        """Return the countries of the directory, in the order of their names."""
        return countries.by_name([*countries.NINE, countries.EU], self.language)

    @property
    def asked(self) -> list[forms.BoundField]:
        """Return the fields that come before the consent."""
        return [field for field in self.shown if field.name != "consent"]

    def texts(self, *names: str) -> dict[str, str]:
        """Return what was written, as texts in the language of the page."""
        return {f"{name}_{self.language}": self.cleaned_data[name] for name in names}

    def record(self) -> Any:
        """Return the new record, not saved yet."""
        raise NotImplementedError

    def save(self) -> Proposal:
        """Keep the record for review, with what was agreed to."""
        with transaction.atomic():
            record = self.record()
            record.save()
            proposal = Proposal.objects.create(
                **{self.kind: record},
                language=self.language,
                answer_to=self.cleaned_data["answer_to"],
                works_at=self.cleaned_data.get("works_at", ""),
                consent_version=VERSION,
                consent_text="\n".join(consent_text(self.kind)),
            )
            self.count()
        return proposal


class OrganisationForm(JoinForm):
    """An organisation proposes itself."""

    kind = ORGANISATION

    title = forms.CharField(label=_("Name of the organisation"), max_length=300)
    local_name = forms.CharField(
        label=_("Its name in its own language"), max_length=300, required=False, help_text=_("If it is another one.")
    )
    summary = forms.CharField(label=_("In one sentence: what it does, where and for whom"), max_length=LONGEST_SUMMARY)
    organisation_kind = forms.ChoiceField(label=_("What it is"), choices=[("", ""), *OrganisationKind.choices])
    roles = forms.MultipleChoiceField(
        label=_("What it does in this field"),
        choices=OWN_ROLES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    url = forms.URLField(
        label=_("Its page on the web"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url", "dir": "ltr"}),
    )
    what = text_field(_("What it does, in more words"), required=False)
    topics = text_field(_("Topics"), required=False, rows=4, max_length=1000, help_text=_("One a line."))

    def record(self) -> Organisation:
        """Return the organisation, in review."""
        given = self.cleaned_data
        return Organisation(
            slug=free_slug(Organisation, given["title"]),
            state=PublicationState.IN_REVIEW,
            source_language=self.language,
            country=given["country"],
            kind=given["organisation_kind"],
            roles=given["roles"],
            url=given["url"],
            local_name=given["local_name"],
            **self.texts("title", "summary", "what", "topics"),
        )


class ExpertForm(JoinForm):
    """A person proposes herself as an expert."""

    kind = EXPERT

    title = forms.CharField(
        label=_("Your name"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    summary = forms.CharField(
        label=_("In one sentence: what people can ask you, and where"), max_length=LONGEST_SUMMARY
    )
    role = forms.CharField(label=_("Your role"), max_length=300, required=False, help_text=_("For example: adviser."))
    works_at = forms.CharField(
        label=_("The organisation you work for"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    topics = text_field(_("Topics"), required=False, rows=4, max_length=1000, help_text=_("One a line."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages_spoken"] = forms.MultipleChoiceField(
            label=_("Languages you speak"),
            choices=[(code, languages.name(code, self.language)) for code in languages.LANGUAGE_CODES],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["title", "summary", "role", "works_at", "topics", "languages_spoken"])

    def organisation(self) -> Organisation | None:
        """Return the published organisation that is called as the expert wrote, if there is one."""
        name = self.cleaned_data["works_at"]
        if not name:
            return None
        called = models.Q(local_name__iexact=name)
        for code in languages.LANGUAGE_CODES:
            called |= models.Q(**{f"title_{code}__iexact": name})
        found: Organisation | None = Organisation.objects.published().filter(called).order_by("pk").first()
        return found

    def record(self) -> Expert:
        """Return the expert, in review. Her address does not hold her name: it stays, as gone, should she go."""
        given = self.cleaned_data
        return Expert(
            slug=free_slug(Expert, ""),
            state=PublicationState.IN_REVIEW,
            source_language=self.language,
            country=given["country"],
            organisation=self.organisation(),
            languages_spoken=given["languages_spoken"],
            basis=ExpertBasis.CONSENT,
            basis_on=timezone.localdate(),
            **self.texts("title", "summary", "role", "topics"),
        )
