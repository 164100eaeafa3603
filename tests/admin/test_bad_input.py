"""Whatever an editor or an address says, the answer is a page in words."""

import pytest

from network.models import Organisation
from practices.models import CountryProfile, Practice
from skills2work.models import OpenQuestion, Source, Synonym
from tests.admin.records import (
    add_address,
    change_address,
    form_values,
    list_address,
    make,
    make_organisation,
    make_practice,
    make_profile,
    our_admin_models,
    words,
)

pytestmark = pytest.mark.django_db
every_model = pytest.mark.parametrize("model", our_admin_models(), ids=lambda model: model.__name__)


def test_an_unknown_language_code_is_refused_in_words(editor):
    address = change_address(make_practice())
    values = form_values(editor.get(address).content.decode())
    response = editor.post(address, {**values, "languages_offered": "en, xx-nowhere, ar"})
    assert words(response) == "These codes are not known: xx-nowhere"
    assert 'value="en, xx-nowhere, ar"' in response.content.decode()


def test_language_codes_are_taken_as_people_type_them(editor):
    practice = make_practice()
    values = form_values(editor.get(change_address(practice)).content.decode())
    response = editor.post(
        change_address(practice), {**values, "languages_offered": " NL; ar,fa  ar ", "isco": "2221 22"}
    )
    assert response.status_code == 302, words(response)
    practice.refresh_from_db()
    assert practice.languages_offered == ["nl", "ar", "fa"]
    assert practice.isco == ["2221", "22"]
    assert 'value="nl, ar, fa"' in editor.get(change_address(practice)).content.decode()


def test_an_unknown_official_language_and_an_unknown_occupation_are_refused(editor):
    for record, name in ((make_profile(), "official_languages"), (make_practice(), "isco")):
        values = form_values(editor.get(change_address(record)).content.decode())
        response = editor.post(change_address(record), {**values, name: "klingon"})
        assert words(response) == "These codes are not known: klingon"


def test_a_country_that_does_not_exist_is_refused(editor):
    record = make_organisation()
    values = form_values(editor.get(change_address(record)).content.decode())
    assert words(editor.post(change_address(record), {**values, "country": "Q1"})) == "No country has this code: Q1"
    assert editor.post(change_address(record), {**values, "country": "sy"}).status_code == 302
    assert Organisation.objects.get().country == "SY"


@every_model
def test_an_empty_form_is_refused_in_words(editor, model):
    response = editor.post(add_address(model), {})
    assert response.status_code == 200
    assert response.context["errors"]


@pytest.mark.parametrize(
    "model",
    [model for model in our_admin_models() if model is not Synonym],  # whose two fields take nearly any text
    ids=lambda model: model.__name__,
)
def test_nonsense_in_every_field_is_refused_in_words(editor, model):
    values = form_values(editor.get(add_address(model)).content.decode())
    for nonsense in ("\0", "<b>' \" 9999999999999999999999999", "-1", "🙈" * 700):
        wrong = {name: value if "FORMS" in name else nonsense for name, value in values.items()}
        response = editor.post(add_address(model), wrong)
        assert response.status_code == 200
        assert response.context["errors"]


@every_model
def test_a_form_that_comes_back_unchanged_is_saved(editor, model):
    address = change_address(make(model))
    response = editor.post(address, form_values(editor.get(address).content.decode()))
    assert response.status_code == 302, words(response)


@pytest.mark.parametrize(
    "query",
    [
        {"verified_on__year": "9999"},
        {"verified_on__year": "9" * 40},
        {"verified_on__year": "2026", "verified_on__month": "13"},
        {"country": "\0"},
        {"country": "ZZ"},
        {"state__exact": "\0"},
        {"state__exact": "nowhere"},
        {"q": "\0"},
        {"q": "x" * 5000},
        {"p": "-1"},
        {"p": "9" * 40},
        {"o": "99.x.-"},
        {"nothing": "1"},
        {"pk__in": "a,b"},
        {"id__exact": "9" * 40},
    ],
)
def test_an_impossible_address_leads_to_a_list(editor, query):
    make_practice()
    assert editor.get(list_address(Practice), query, follow=True).status_code == 200


@pytest.mark.parametrize("key", ["0", "9" * 40, "a", "%00", "_5F"])
def test_a_record_that_does_not_exist_leads_back_to_the_index(editor, key):
    response = editor.get(f"{list_address(Practice)}{key}/change/", follow=True)
    assert response.status_code == 200


def test_looking_up_a_source_by_typing_answers(editor):
    make(Source)
    query = {"app_label": "practices", "model_name": "practice", "field_name": "sources"}
    for term in ("Page", "\0", "x" * 3000):
        assert editor.get("/admin/autocomplete/", {**query, "term": term}).status_code == 200


def test_the_same_question_twice_is_refused_in_words(editor):
    make(OpenQuestion)
    response = editor.post(add_address(OpenQuestion), {"country": "NL", "text": "Who decides 0?"})
    assert words(response) == "This question stands there already."


def test_an_organisation_that_leads_a_practice_is_not_deleted(editor):
    practice = make(Practice)
    response = editor.post(f"{list_address(Organisation)}{practice.lead_id}/delete/", {"post": "yes"})
    assert response.status_code == 200
    assert Organisation.objects.exists()


def test_a_second_profile_of_a_country_is_refused(editor):
    make_profile()
    values = form_values(editor.get(add_address(CountryProfile)).content.decode())
    response = editor.post(add_address(CountryProfile), {**values, "title_en": "x", "slug": "x", "country": "BE"})
    assert "already exists" in words(response)
