"""What must happen in the same transaction as every save of a practice, fixtures included."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from practices.models import Practice
from practices.models.facets import rewrite_facets


@receiver(post_save, sender=Practice)
def keep_facets_current(instance: Practice, **_kwargs: Any) -> None:
    """Rewrite the facet rows of the practice that was saved."""
    rewrite_facets(instance)
