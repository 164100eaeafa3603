"""Import and export of organisations."""

from network.models import Organisation
from skills2work.staff.exchange import RecordResource


class OrganisationResource(RecordResource):
    """The columns of organisations. Addresses for messages are left out: no table carries them."""

    record = Organisation
    columns = ("slug", "title", "summary", "what", "topics", "local_name", "country", "kind", "roles", "url")
