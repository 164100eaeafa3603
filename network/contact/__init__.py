"""Writing to an organisation through the site, which does not reveal its address."""
