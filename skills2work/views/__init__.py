"""The pages that belong to no app: home, search, texts about the site, errors, and what machines ask for."""
