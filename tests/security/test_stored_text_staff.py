"""No stored text becomes markup where staff compare: proposed changes, old versions, texts side by side, the matrix."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from network.models import Organisation
from practices.models import Practice
from skills2work.models import ProposedChange
from skills2work.staff.changes import ChangeState
from skills2work.staff.snapshots import snapshot
from skills2work.staff.translating_addresses import translate_address
from skills2work.staff.versions import recorded
from skills2work.translations.models import label
from stories.models import Story
from tests.admin.records import change_address, form_values
from tests.security.markup import Known, Markup
from tests.security.poison import fill, fill_all, harmless, hostile
from tests.security.test_stored_text import hostile_world
from tests.security.vectors import CLASSES, VECTORS

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.xdist_group("hostile")]
PREVIEWED = ("what_en", "what_ar")
NAMES = {harmless: "mira", hostile: "<img src=x onerror=xss(1)>"}


def thinned(value: Any) -> Any:
    """Return what makes a later text of an earlier one: each third word is gone, so that marks cut through markup."""

    def later(field: Any, word: str) -> Any:
        text = value(field, word)
        if not isinstance(text, str) or field.get_internal_type() in {"URLField", "SlugField"}:
            return text
        return " ".join(one for number, one in enumerate(text.split(" ")) if number % 3 != 1) or text

    return later


def stage(value: Any) -> Iterator[str]:
    """Fill everything, make versions and changes of it; give the pages that show them."""
    fill_all(value)
    author = User.objects.create(username=NAMES[value], first_name=NAMES[value], is_staff=True)
    practice, organisation = Practice.objects.get(slug="bridge"), Organisation.objects.order_by("pk").first()
    story = Story.objects.order_by("pk").first()
    assert organisation
    assert story
    with recorded(author, NAMES[value], practice, organisation, story):
        practice.save()
    before = snapshot(practice)
    kept = Practice.objects.get(pk=practice.pk)
    fill(practice, thinned(value))
    after = snapshot(practice)
    kept.title_en, kept.what_en = f"{practice.title_en[:80]} other", f"{practice.what_en} other"
    kept.save()  # its translations are behind by now, and the changes overtaken
    told = {"owner_model": label(practice), "owner_id": practice.pk, "title": practice.title_en[:200], "author": author}
    for state in (ChangeState.WAITING, ChangeState.SENT_BACK):
        change = ProposedChange.objects.create(
            **told, before=before, after=after, state=state, comment=value(Practice._meta.get_field("what_en"), "zq"),
            decided_by=author, decided_at=kept.updated_at,
        )  # fmt: skip
        yield change_address(change)
    now = snapshot(practice)
    texts = {name: f"{text} new" for name, text in now[f"{label(practice)}:{practice.pk}"].items() if name in PREVIEWED}
    wanted = {**now, f"{label(practice)}:{practice.pk}": {**now[f"{label(practice)}:{practice.pk}"], **texts}}
    valid = ProposedChange.objects.create(**told, before=now, after=wanted)
    yield reverse("admin:skills2work_proposedchange_changelist")
    for language in ("en", "ar"):
        yield reverse("admin:skills2work_proposedchange_preview", args=[valid.pk, language])
    for record in (practice, organisation, story):
        names = f"admin:{record._meta.app_label}_{record._meta.model_name}"
        yield reverse(f"{names}_history", args=[record.pk])
        version = Version.objects.get_for_object(record).order_by("pk").last()
        assert version
        yield reverse(f"{names}_revision", args=[record.pk, version.pk])
        for language in ("nl", "ar"):
            yield translate_address(record, language)
    yield reverse("admin:skills2work_translation_changelist")
    for language in ("nl", "ar"):
        yield f"{reverse('admin:skills2work_translation_changelist')}?language={language}"
    yield reverse("admin:index")


def conflict(client: Client, value: Any) -> str:
    """Return the page of a translation that somebody else was faster with: what was typed, beside what stands there."""
    practice = Practice.objects.get(slug="bridge")
    where = translate_address(practice, "nl")
    values = form_values(client.get(where).content.decode())
    typed = {name: f"{text[0]} typed" for name, text in values.items() if name.count(":") == 2}
    fill(practice, thinned(value))
    return str(client.post(where, {**values, **typed}).content.decode())


@pytest.fixture
def pages(superuser: Client) -> tuple[Known, dict[str, str]]:
    """What these pages consist of while texts are harmless, and the pages of hostile ones."""
    hostile_world()
    known, found = Known(), {}
    for path in list(stage(harmless)):
        response = superuser.get(path)
        assert response.status_code == 200, path
        known.learn(response.content.decode())
    known.learn(conflict(superuser, harmless))
    for path in list(stage(hostile)):
        response = superuser.get(path)
        assert response.status_code == 200, path
        found[path] = response.content.decode()
    found["a conflict"] = conflict(superuser, hostile)
    return known, found


def test_no_page_on_which_staff_compare_has_anything_from_a_text(pages):
    known, found = pages
    assert len(found) > 20
    assert {path: strangers for path, html in found.items() if (strangers := known.strangers(html))} == {}
    quiet = [path for path, html in found.items() if "xss(1)" not in html]
    assert quiet == [reverse("admin:skills2work_translation_changelist")]  # figures, and names from CLDR
    texts = {path: "".join(Markup(html).text) for path, html in found.items()}
    change, translating = texts[next(iter(texts))], texts["a conflict"]
    for shown in (change, translating):
        seen = " ".join(shown.split())
        missed = [
            vector for vector in VECTORS if vector not in CLASSES["comments"] and " ".join(vector.split()) not in seen
        ]
        assert len(missed) < len(VECTORS) // 2, missed[:3]
    assert "<ins>" in found[next(iter(found))]
    assert "<del>" in found[next(iter(found))]
