"""What is deleted of what readers wrote, and when."""

from django.apps import apps
from django.utils import timezone

from skills2work.letters.models import DailySalt, Letter, Sending


def letter_models() -> list[type[Letter]]:
    """Return every kind of letter, whichever app it is in."""
    return [model for model in apps.get_models() if issubclass(model, Letter)]


def forget_answers() -> int:
    """Empty the addresses to answer to after 90 days, whichever app's letters they are in. Returns how many."""
    return sum(model.objects.with_old_answer_addresses().update(answer_to="") for model in letter_models())


def forget_sendings() -> int:
    """Delete what the limits count after a day, and the salts of other days. Returns how many were counted."""
    DailySalt.objects.exclude(day=timezone.localdate()).delete()
    number, _each = Sending.objects.old().delete()
    return number
