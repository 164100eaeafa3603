"""Every model has its list, its form to add and its form to change, for editors only."""

import pytest
from django.contrib import admin
from django.db.models import ManyToManyField
from django.test import RequestFactory
from modeltranslation.fields import TranslationField

from practices.models import Practice, PracticeFacet
from skills2work.translations.fingerprints import translated_fields
from stories.models import Story
from tests.admin.records import (
    add_address,
    change_address,
    list_address,
    make,
    make_practice,
    our_admin_models,
    our_models,
    reference_models,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_by_day]
every_model = pytest.mark.parametrize("model", our_admin_models(), ids=lambda model: model.__name__)


# Written by the code from other records, never by an editor: the facets, and the index of the search.
DERIVED = {
    "PracticeFacet",
    "SearchDocument",
    "SearchWord",
    "ContentVersion",
    "FailedSearch",
    "PageReads",
    "Translation",
    "SentTable",
    "Judgements",
    "ProposedChange",
    "RecoveryCodes",  # secrets: nobody sees those of others
}

# What readers send, and what belongs to it: nobody adds it in the admin, or it stands in the form of an organisation.
OF_READERS = {"Report", "Proposal", "Sending", "DailySalt", "ContactAddress"} | {"Link", "LinkCheck"}


def test_every_model_but_the_derived_ones_is_in_the_admin():
    left_out = {model.__name__ for model in set(our_models()) - set(our_admin_models()) - set(reference_models())}
    assert left_out <= DERIVED | OF_READERS
    assert not admin.site.is_registered(PracticeFacet)


@every_model
def test_list_and_forms_answer_an_editor(editor, model):
    record = make(model)
    for address in (list_address(model), add_address(model), change_address(record)):
        assert editor.get(address).status_code == 200, address


@every_model
def test_list_and_forms_send_a_stranger_to_the_login(client, model):
    record = make(model)
    for address in (list_address(model), add_address(model), change_address(record)):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


@every_model
def test_search_answers(editor, model):
    make(model)
    assert editor.get(list_address(model), {"q": "what a word"}).status_code == 200


@every_model
def test_every_field_that_can_be_edited_stands_in_the_form_once(model, admin_user):
    request = RequestFactory().get("/admin/")
    request.user = admin_user
    form = admin.site.get_model_admin(model).get_form(request)
    shown = [name for name in form.base_fields if name not in form.declared_fields]
    fields = [*model._meta.fields, *model._meta.many_to_many]
    wanted = {
        field.name
        for field in fields
        if (field.editable and not field.primary_key and field.name not in translated_fields(model))
        or isinstance(field, (TranslationField, ManyToManyField))
    }
    assert sorted(shown) == sorted(wanted)


def test_the_list_names_the_country_and_finds_by_title_in_any_language(editor):
    make_practice(1, country="SK", source_language="sk", title_en=None, title_sk="Cesta k práci")
    make_practice(2)
    html = editor.get(list_address(Practice), {"q": "Cesta"}).content.decode()
    assert "Cesta k práci" in html
    assert "Slovakia (SK)" in html
    assert "Practice 2" not in html


def test_the_list_can_be_narrowed_to_a_country(editor):
    make_practice(1, country="SK")
    make_practice(2)
    html = editor.get(list_address(Practice), {"country": "SK"}).content.decode()
    assert "Practice 1" in html
    assert "Practice 2" not in html


def test_right_to_left_texts_are_typed_from_right_to_left(editor):
    html = editor.get(add_address(Story)).content.decode()
    for code, direction in (("ar", "rtl"), ("fa", "rtl"), ("uk", "ltr"), ("en", "ltr")):
        field = html.split(f'name="path_{code}"')[1].split(">")[0]
        assert f'lang="{code}"' in field
        assert f'dir="{direction}"' in field


def test_the_source_language_of_a_record_stands_first(editor):
    html = editor.get(change_address(make_practice(source_language="sk", title_sk="Cesta"))).content.decode()
    assert html.index('name="title_sk"') < html.index('name="title_en"')
    assert "English" in html


def test_an_address_is_proposed_only_for_a_new_record(editor):
    proposal = 'id="django-admin-prepopulated-fields-constants"'
    assert "title_en" in editor.get(add_address(Practice)).content.decode().split(proposal)[1].split(">")[0]
    assert (
        "title_en" not in editor.get(change_address(make_practice())).content.decode().split(proposal)[1].split(">")[0]
    )


def test_only_a_published_record_leads_to_its_page(editor):
    draft, story = make_practice(1), make(Story)
    Practice.objects.filter(pk=draft.pk).update(verification="compiled", verified_on="2026-11-02", state="published")
    assert "/practices/practice-1/" in editor.get(change_address(draft)).content.decode()
    assert f"/stories/{story.slug}/" not in editor.get(change_address(story)).content.decode()
