"""What is deleted of what readers wrote, and when."""

from django.apps import apps
from django.utils import timezone

from skills2work.letters.models import DailySalt, Letter, Sending


def letter_models() -> list[type[Letter]]:
    """Return every kind of letter, whichever app it is in."""
    return [model for model in apps.get_models() if issubclass(model, Letter)]


def forget() -> tuple[int, int]:
    """Delete addresses to answer to after 90 days, and what the limits count after a day. Returns how many of each."""
    answers = sum(model.objects.with_old_answer_addresses().update(answer_to="") for model in letter_models())
    sendings, _each = Sending.objects.old().delete()
    DailySalt.objects.exclude(day=timezone.localdate()).delete()
    return answers, sendings
