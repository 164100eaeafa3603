"""Titles and summaries may be longer: translations need the room."""

from django.db import migrations

from skills2work.operations import AlterLengths

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "ga", "hu", "it", "nl", "sk", "sl", "uk")


class Migration(migrations.Migration):

    dependencies = [
        ("stories", "0002_story_kinds"),
    ]

    operations = [
        AlterLengths(
            300,
            {
                "story": ["summary", "title"],
            },
            LANGUAGES,
        ),
    ]
