"""What must happen before every save of a published record, fixtures included, which bypass `Model.save`."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver

from skills2work.publishing import Published


@receiver(pre_save)
def derive_fields(instance: Any, **_kwargs: Any) -> None:
    """Fill the derived fields of a record."""
    if isinstance(instance, Published):
        instance.derive()
