"""What a published record is (DESIGN §5), decided once for every app.

`Published` is anything a reader may see: a state, sources, and who vouches for it. `PublishedRecord` adds an address
of its own, a title and a summary. Rules live here; admin, import, pages and tests obey the same ones.
"""

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import functions
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skills2work import countries, help_texts, languages
from skills2work.ages import Aged
from skills2work.sources import linkable
from skills2work.texts import LocalText, local_text
from skills2work.translations.models import Translation, label
from skills2work.vocabularies import PublicationState, TranslationState, Verification


def a_year_after(day: date | str) -> date:
    """Return the same day of the next year; the 28th for a 29th of February. Content files hold days as text."""
    start = date.fromisoformat(day) if isinstance(day, str) else day
    try:
        return start.replace(year=start.year + 1)
    except ValueError:
        return start.replace(year=start.year + 1, day=28)


class PublishedQuerySet(models.QuerySet[Any]):
    """Questions that every kind of published record answers."""

    def get_by_natural_key(self, slug: str) -> Any:
        """Return the record with this slug: what fixtures name it by."""
        return self.get(slug=slug)

    def published(self) -> Self:
        """Keep what readers may see."""
        return self.filter(state=PublicationState.PUBLISHED)

    def gone(self) -> Self:
        """Keep what readers could see once and cannot any more: its address answers 410."""
        return self.filter(state=PublicationState.ARCHIVED)

    def with_drafts(self) -> Self:
        """Keep what readers may see, and what they may see one day: for editors only."""
        return self.exclude(state=PublicationState.ARCHIVED)

    def in_country(self, *codes: str) -> Self:
        """Keep records of some countries (ISO codes, or EU)."""
        return self.filter(country__in=codes)

    def naming(self, organisation: models.Model) -> Self:
        """Keep records that name an organisation; none for a kind of record that names no organisations."""
        return self.none()

    def for_list(self) -> Self:
        """Fetch what a card shows, in as few queries as that takes."""
        return self

    def for_data(self) -> Self:
        """Fetch all that a record says as data (`skills2work.data`): the records, and a query for each relation."""
        return self.with_sources()

    def for_reference(self, *more: str) -> Self:
        """Fetch what another record says of these: the title in all languages, and what else is named."""
        titles = [f"title_{code}" for code in languages.LANGUAGE_CODES]
        return self.only("slug", "state", "source_language", *titles, *more)

    def recently_changed(self) -> Self:
        """Put the records changed last first."""
        return self.order_by("-updated_at", "pk")

    def by_title(self) -> Self:
        """Put records in the order of their titles in the reader's language, else in the one they were written in.

        The order is that language's own (`skills2work.collation`); a record without a key comes by its slug.
        """
        code = languages.spoken()
        rows = Translation.objects.filter(model=label(self.model), object_id=models.OuterRef("pk")).exclude(
            title_key=""
        )
        here = models.Subquery(rows.filter(language=code).values("title_key")[:1])
        source = models.Subquery(rows.filter(state=TranslationState.SOURCE).values("title_key")[:1])
        return self.order_by(functions.Coalesce(here, source, "slug", output_field=models.CharField()), "pk")

    def due(self) -> Self:
        """Keep what should be checked again by today."""
        today = timezone.localdate()
        long_ago = models.Q(review_by__isnull=True, verified_on__lte=today - timedelta(days=365))
        return self.filter(models.Q(review_by__lte=today) | long_ago)

    def newest(self) -> Self:
        """Put the records verified last first."""
        return self.order_by("-verified_on", "-published_at", "pk")

    def with_sources(self) -> Self:
        """Fetch the sources with the records, in one query more."""
        return self.prefetch_related("sources")

    def count_by_country(self) -> dict[str, int]:
        """Return how many of the records each country has, in one query; countries without any are left out."""
        rows = self.order_by().values_list("country").annotate(models.Count("pk"))
        return dict(rows)


class Published(Aged, models.Model):
    """Something readers may see once it is published, with the sources it rests on."""

    state = models.CharField(
        _("state"),
        max_length=10,
        choices=PublicationState,
        default=PublicationState.DRAFT,
        db_index=True,
        help_text=help_texts.STATE,
    )
    source_language = models.CharField(
        _("source language"),
        max_length=7,
        default=languages.SOURCE_LANGUAGE,
        choices=[(code, languages.own_name(code)) for code in languages.LANGUAGE_CODES],
        help_text=_("The language this entry is written in first. All others are translations of it."),
    )
    sources = models.ManyToManyField(
        "skills2work.Source", verbose_name=_("sources"), blank=True, help_text=help_texts.SOURCES
    )
    verification = models.CharField(
        _("verification"),
        max_length=10,
        choices=Verification,
        blank=True,
        help_text=_("Confirmed only when the organisation itself has said that the entry is correct."),
    )
    verified_on = models.DateField(_("verified on"), null=True, blank=True, help_text=help_texts.VERIFIED_ON)
    review_by = models.DateField(
        _("check again by"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Empty: one year after the verification."),
    )
    confirmed_by = models.CharField(
        _("confirmed by"),
        max_length=200,
        blank=True,
        help_text=_("The organisation, and the role of the person there."),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("last changed"), editable=False)

    objects: ClassVar[Any] = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | (~models.Q(verification="") & models.Q(verified_on__isnull=False)),
                name="%(app_label)s_%(class)s_published_is_verified",
                violation_error_message=_("A published entry needs a verification and its date."),
            ),
            models.CheckConstraint(
                condition=~models.Q(verification="confirmed") | ~models.Q(confirmed_by=""),
                name="%(app_label)s_%(class)s_confirmed_by_somebody",
                violation_error_message=_("A confirmed entry needs the organisation that confirmed it."),
            ),
        ]

    # Fields of the source language that must be filled before the record may be published.
    required_texts: ClassVar[tuple[str, ...]] = ()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with all that follows from it in one transaction: Django sends post_save after its own."""
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill the fields that follow from others. A signal calls it before every save, fixtures included."""
        self.updated_at = timezone.now()
        if self.is_published and self.published_at is None:
            self.published_at = self.updated_at
        if self.verified_on and (self.review_by is None or str(self.review_by) <= str(self.verified_on)):
            self.review_by = a_year_after(self.verified_on)

    @property
    def is_published(self) -> bool:
        """Say whether readers may see the record."""
        return self.state == PublicationState.PUBLISHED

    def local(self, field: str) -> LocalText:
        """Return a text field in the reader's language, or in the source language where it is not translated."""
        return local_text(self, field)

    def source_text(self, field: str) -> str:
        """Return a text field in the record's own source language, without any fallback."""
        return getattr(self, f"{field}_{self.source_language}", None) or ""

    @property
    def own_page(self) -> str:
        """Return the address of its own page on the web; empty where it has none that readers may be sent to."""
        return linkable(getattr(self, "url", ""))

    def missing_for_publication(self, *, has_sources: bool | None = None) -> list[str]:
        """Return what the record lacks before it may be published, in words for the editor; empty when nothing.

        `has_sources` spares the query where the caller knows (a form whose sources are not saved yet).
        """
        missing = [
            str(getattr(self._meta.get_field(field), "verbose_name", field))
            for field in self.required_texts
            if not self.source_text(field)
        ]
        if has_sources is None:
            has_sources = self.pk is not None and self.sources.exists()
        if not has_sources:
            missing.append(str(_("at least one source")))
        if not self.verification or self.verified_on is None:
            missing.append(str(_("a verification with its date")))
        return missing

    def publish(self) -> None:
        """Publish the record. Raises ValidationError that names what is missing."""
        missing = self.missing_for_publication()
        if missing:
            raise ValidationError(_("Cannot be published yet: %(missing)s"), params={"missing": ", ".join(missing)})
        self.state = PublicationState.PUBLISHED
        self.save()


class PublishedRecord(Published):
    """A published thing with an address, a title and a summary of its own."""

    slug = models.SlugField(
        _("address"), max_length=120, unique=True, help_text=_("Never change it: people link to it.")
    )
    title = models.CharField(_("title"), max_length=300, help_text=help_texts.TITLE)
    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One sentence, at most 160 characters: what, where and for whom.")
    )

    # The part of the site a record belongs to ("practices"), and the component that shows it in a list.
    section: ClassVar[str] = ""
    has_page: ClassVar[bool] = True  # False: it is shown on a page of something else
    card_template: ClassVar[str] = "components/card_record.html"
    required_texts: ClassVar[tuple[str, ...]] = ("title", "summary")

    class Meta(Published.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title or self.slug

    def get_absolute_url(self) -> str:
        """Return the page of the record in the active language."""
        raise NotImplementedError

    def natural_key(self) -> tuple[str]:
        """Return what identifies the record in a fixture: its slug."""
        return (self.slug,)

    @property
    def country_name(self) -> str:
        """Return the name of the record's country in the active language; empty for a record without a country."""
        code = getattr(self, "country", "")
        return countries.name(code, languages.spoken()) if code else ""


def shown(record: Any) -> Any:
    """Return a related record where readers may see it; None for none, a draft, or one that was taken down."""
    return record if record is not None and record.is_published else None


def published_only(lookup: str, model: type[PublishedRecord]) -> models.Prefetch:
    """Return a prefetch of related records that leaves out what readers may not see."""
    return models.Prefetch(lookup, queryset=model.objects.published())


def record_models() -> list[type[PublishedRecord]]:
    """Return every model of the project that readers find by address, whichever app it is in, in the apps' order."""
    return [model for model in apps.get_models() if issubclass(model, PublishedRecord)]


def record_model(section: str) -> Any:
    """Return the model of a section of the site, e.g. "stories". Raises LookupError where there is none."""
    for model in record_models():
        if model.section == section:
            return model
    raise LookupError(section)


def unlisted(model: type[models.Model], *fields: str) -> list[str]:
    """Return translated fields with all their language columns, to defer where a list does not show them."""
    names = [name for field in fields for name in (field, *(f"{field}_{code}" for code in languages.LANGUAGE_CODES))]
    return [name for name in names if hasattr(model, name)]
