"""Which kinds of records can be imported and exported: those whose page in the admin says so."""

from typing import Any

from django.contrib import admin

from skills2work.publishing import record_models


def resource_classes() -> dict[str, Any]:
    """Return the resources by the section of the site that their records stand in ("practices")."""
    admin.autodiscover()
    found = {}
    for model in record_models():
        resource = getattr(admin.site._registry.get(model), "resource_class", None)  # noqa: SLF001 Django has no other way
        if resource is not None:
            found[model.section] = resource
    return found


def kinds() -> list[str]:
    """Return the names of the kinds."""
    return sorted(resource_classes())


def resource_class(kind: str) -> Any:
    """Return the resource of a kind. Raises KeyError for one that there is not."""
    return resource_classes()[kind]
