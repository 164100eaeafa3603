"""Organisations as data. Experts are people: their names are not given away in bulk."""

from typing import Any

from django.http import QueryDict
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _

from network.filters import OrganisationFilter
from network.models import Organisation
from network.vocabularies import OrganisationKind, OrganisationRole
from skills2work import countries, languages
from skills2work.data import Asked, DataKind, Parameter, addresses, register
from skills2work.data.fields import code, codes, lines, own_page, plain, ref, text
from skills2work.data.linked import described, texts
from skills2work.data.records import COUNTRY
from skills2work.sources import linkable

SCHEMA_TYPES = {
    "public_authority": "GovernmentOrganization",
    "public_employment_service": "GovernmentOrganization",
    "recognition_centre": "GovernmentOrganization",
    "ngo": "NGO",
    "university": "CollegeOrUniversity",
    "employer": "Corporation",
    "trade_union": "WorkersUnion",
}
# Kinds that are a public organisation in the sense of CPSV-AP.
PUBLIC_BODIES = ("public_authority", "public_employment_service", "recognition_centre")


def linked(record: Organisation, site: str) -> dict[str, Any]:
    """Return an organisation as linked data."""
    types = [f"schema:{SCHEMA_TYPES.get(record.kind, 'Organization')}", "org:Organization"]
    if record.kind in PUBLIC_BODIES:
        types.append("cv:PublicOrganisation")
    return described(
        record,
        site,
        *types,
        skos__prefLabel=texts(record, "title"),
        schema__alternateName=record.local_name,
        dct__description=texts(record, "what"),
        schema__sameAs=linkable(record.url),
    )


ORGANISATIONS = DataKind(
    section=Organisation.section,
    schema="Organisation",
    address="network/organisations",
    title=_("Organisations"),
    description="Authorities, recognition centres, associations, universities and employers",
    records=lambda: Organisation.objects.published().for_data().order_by("pk"),
    own=(
        plain("local_name", "Its name in its own language"),
        code("kind", OrganisationKind),
        codes("roles", OrganisationRole, "What part it plays in the directory"),
        own_page("Its own page"),
        text("what", "What it does"),
        lines("topics"),
    ),
    linked=linked,
    parameters=(
        Parameter("q", "Words to look for", {"type": "string", "maxLength": 200}, repeats=False),
        Parameter("country", "Country of its seat", COUNTRY, repeats=False),
        Parameter("kind", "What it is", ref("OrganisationKind"), repeats=False),
        Parameter("role", "What part it plays in the directory", ref("OrganisationRole"), repeats=False),
    ),
)


def asked(query: QueryDict) -> Asked:
    """Return the organisations that the filters of the list keep."""
    filters = OrganisationFilter(query)
    labels = [filters.words.text]
    if countries.is_country(filters.country):
        labels.append(countries.name(filters.country, languages.spoken()))
    if filters.kind in OrganisationKind.values:
        labels.append(str(OrganisationKind(filters.kind).label))
    if filters.role in OrganisationRole.values:
        labels.append(str(OrganisationRole(filters.role).label))
    return Asked(filters.records().for_data().by_title(), filters.ignored, [label for label in labels if label])


def page(query: QueryDict) -> str:
    """Return the path of the list for readers, with the same filters."""
    kept = query.copy()
    kept.pop("page", None)
    return f"{reverse('organisations')}{'?' if kept else ''}{kept.urlencode()}"


def data_addresses() -> list[URLPattern]:
    """Return the addresses of organisations as data."""
    return addresses(ORGANISATIONS, asked, page)


def register_all() -> None:
    """Give the data of this app away."""
    register(ORGANISATIONS)
