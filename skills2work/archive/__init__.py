"""The archive: the whole public site as files that any web host can serve, and data that load back to the same site."""
