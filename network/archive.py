"""What of organisations and experts stands in an archive."""

from skills2work.archive.kept import Kept, keep, publish


def register_all() -> None:
    """Say which filters have pages there, and which rows its data hold."""
    keep("organisations", Kept(one_of=("country", "kind", "role"), paged=True))
    keep("experts", Kept(paged=True))
    publish("network.organisation")
    publish("network.expert")
