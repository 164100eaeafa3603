"""Titles and summaries may be longer: translations need the room."""

from django.db import migrations

from skills2work.operations import AlterLengths

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "ga", "hu", "it", "nl", "sk", "sl", "uk")


class Migration(migrations.Migration):

    dependencies = [
        ("practices", "0003_pathway"),
    ]

    operations = [
        AlterLengths(
            300,
            {
                "accesstowork": ["summary", "title"],
                "countryprofile": ["summary", "title"],
                "guidance": ["summary", "title"],
                "pathway": ["summary", "title"],
                "pathwaystep": ["title"],
                "practice": ["summary", "title"],
            },
            LANGUAGES,
        ),
    ]
