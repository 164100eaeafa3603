"""No stored text becomes markup in the admin either: lists, forms, histories, previews, questions before deleting."""

from typing import Any

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from skills2work.models import Source
from tests.security.markup import Known
from tests.security.poison import fill_all, harmless, hostile, poisoned_models
from tests.security.test_stored_text import hostile_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.xdist_group("hostile")]


def addresses() -> list[str]:
    """Return the pages of the admin that show a record: of each kind the first."""
    found = []
    for model in poisoned_models():
        record: Any = model._default_manager.order_by("pk").first()
        names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        if not admin.site.is_registered(model):
            continue
        found.append(reverse(f"{names}_changelist"))
        found += [reverse(f"{names}_{page}", args=[record.pk]) for page in ("change", "history", "delete")]
        for language in ("en", "ar"):
            try:
                found.append(reverse(f"{names}_preview", args=[record.pk, language]))
            except NoReverseMatch:
                break
    return found


def test_no_page_of_the_admin_has_anything_from_a_text(superuser):
    hostile_world()
    fill_all(harmless)
    known = Known()
    asked = addresses()
    assert len(asked) > 60
    for path in asked:
        known.learn(superuser.get(path).content.decode())
    fill_all(hostile)
    told, seen = {}, 0
    for path in asked:
        response = superuser.get(path)
        assert response.status_code in {200, 302, 403}, path
        html = response.content.decode()
        seen += "xss(1)" in html
        told[path] = known.strangers(html)
    assert {path: strangers for path, strangers in told.items() if strangers} == {}
    assert seen > len(asked) // 2
    assert Source.objects.exists()
