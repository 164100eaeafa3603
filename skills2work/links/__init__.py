"""Whether the addresses that the directory names still answer: `manage.py check_links`."""
