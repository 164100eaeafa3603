"""Every field that somebody can fill in in the admin says what to write and why."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.utils.html import escape
from django.utils.translation import override

from practices.models import Practice
from skills2work import help_texts
from tests.admin.records import add_address, our_admin_models

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
every_model = pytest.mark.parametrize("model", our_admin_models(), ids=lambda model: model.__name__)


def request_of_somebody_who_may_do_all() -> Any:
    request = RequestFactory().get("/")
    request.user = User.objects.create(username="all", is_superuser=True, is_staff=True)
    return request


def form_fields(model: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields to fill in on a form and its inlines, with their names; none where one only looks."""
    request = request_of_somebody_who_may_do_all()
    form = admin.site._registry[model]
    writes = form.has_add_permission(request) or form.has_change_permission(request)
    fields = dict(form.get_form(request).base_fields) if writes else {}
    for inline in form.get_inline_instances(request):
        rows = inline.get_formset(request).form.base_fields
        fields |= {f"{inline.model.__name__}.{name}": field for name, field in rows.items()}
    yield from ((name, field) for name, field in fields.items() if not field.widget.is_hidden)


@every_model
def test_every_field_has_a_help_text(model):
    with override("en"):
        assert [name for name, field in form_fields(model) if not str(field.help_text).strip()] == []


@every_model
def test_a_help_text_is_short(model):
    with override("en"):
        assert [name for name, field in form_fields(model) if len(str(field.help_text)) > 240] == []


def test_the_forms_have_fields_to_look_at():
    assert "PracticeStep.text_nl" in dict(form_fields(Practice))


def test_the_person_sees_the_help_on_the_form(editor):
    page = editor.get(add_address(Practice)).content.decode()

    assert str(escape(help_texts.SOURCES)) in page
    assert str(escape(help_texts.STATE)) in page
