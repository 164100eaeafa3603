"""Titles and summaries, and the roles of experts, may be longer: translations need the room."""

from django.db import migrations

from skills2work.operations import AlterLengths

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "ga", "hu", "it", "nl", "sk", "sl", "uk")


class Migration(migrations.Migration):

    dependencies = [
        ("network", "0001_initial"),
    ]

    operations = [
        AlterLengths(
            300,
            {
                "expert": ["role", "summary", "title"],
                "organisation": ["summary", "title"],
            },
            LANGUAGES,
        ),
    ]
