"""Who works in the admin: roles, rights, versions, proposals."""
