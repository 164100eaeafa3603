"""Recovery codes that people have on paper go on working: what is kept of them is hashed slowly."""

from django.contrib.auth.hashers import make_password
from django.db import migrations, transaction


def take_over(apps, schema_editor):
    """Hash what was kept of each code until now once more, slowly, and keep that alone; one person at a time."""
    old = apps.get_model("otp_static", "StaticDevice")
    new = apps.get_model("skills2work", "RecoveryCodes")
    for device in old.objects.order_by("pk"):
        fingerprints = device.token_set.values_list("token", flat=True)
        codes = [[one[0], make_password(one)] for one in fingerprints if one]
        with transaction.atomic():
            new.objects.create(
                user_id=device.user_id, name=device.name, confirmed=device.confirmed, codes=codes, is_old=True
            )
            device.delete()


class Migration(migrations.Migration):
    atomic = False  # an interrupted run goes on where it was
    # The release that still runs takes no recovery code for these minutes; codes of the app go on working.
    locks_are_fine = "ten hashes for each of some dozen people"

    dependencies = [
        ("otp_static", "0003_add_timestamps"),
        ("skills2work", "0013_recovery_codes"),
    ]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
