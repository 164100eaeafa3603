"""The closed vocabularies of the network."""

from django.db import models
from django.utils.translation import pgettext_lazy


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    PUBLIC_AUTHORITY = "public_authority", pgettext_lazy("organisation kind", "Public authority")
    RECOGNITION_CENTRE = "recognition_centre", pgettext_lazy("organisation kind", "Recognition centre")
    PUBLIC_EMPLOYMENT_SERVICE = (
        "public_employment_service",
        pgettext_lazy("organisation kind", "Public employment service"),
    )
    INTERNATIONAL_ORGANISATION = (
        "international_organisation",
        pgettext_lazy("organisation kind", "International organisation"),
    )
    NGO = "ngo", pgettext_lazy("organisation kind", "Non-governmental organisation")
    SERVICE_PROVIDER = "service_provider", pgettext_lazy("organisation kind", "Service provider")
    COMMUNITY = "community", pgettext_lazy("organisation kind", "Community organisation")
    UNIVERSITY = "university", pgettext_lazy("organisation kind", "University or research institute")
    EMPLOYER = "employer", pgettext_lazy("organisation kind", "Employer")
    EMPLOYERS_ASSOCIATION = (
        "employers_association",
        pgettext_lazy("organisation kind", "Employers' association or chamber"),
    )
    TRADE_UNION = "trade_union", pgettext_lazy("organisation kind", "Trade union")


class OrganisationRole(models.TextChoices):
    """What part an organisation plays in the directory."""

    PARTNER = "partner", pgettext_lazy("organisation role", "Partner of Skills2Work")
    EXPERT = "expert", pgettext_lazy("organisation role", "Expert")
    EMPLOYER = "employer", pgettext_lazy("organisation role", "Employer")
    PRACTICE_OWNER = "practice_owner", pgettext_lazy("organisation role", "Runs a practice")
    AUTHORITY = "authority", pgettext_lazy("organisation role", "Decides or informs officially")


class ExpertBasis(models.TextChoices):
    """Why an expert may be named here."""

    CONSENT = "consent", pgettext_lazy("basis for naming an expert", "The person has agreed")
    OFFICIAL_ROLE = (
        "official_role",
        pgettext_lazy("basis for naming an expert", "The organisation publishes the contact point itself"),
    )
