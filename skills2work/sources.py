"""A source: a public page that a fact was read on. One record an address, used by every app."""

from urllib.parse import urlsplit

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from skills2work import help_texts
from skills2work.ages import age_of

# Hosts that carry only a staging, mirror or reprint copy of a page (named in the dossier that the content comes from).
# Readers are told publisher, title and year of what was read there, but are not sent there.
COPY_HOSTS = (
    "platformsh.site",
    "arcpublishing.com",
    "arc-cdn.net",
    "webflow.io",
    "control.citizensinformation.ie",
    "pubt.io",
    "redtram.com",
    "thenewsintel.com",
    "selfpos.online",
    "docslib.org",
    "yumpu.com",
    "openrijk.nl",
    "govukdiff.njk.onl",
    # of the same kind, found while the content was written
    "cloudfront.net",
    "docplayer.hu",
    "docplayer.net",
    "eg.fromskills2work.eu",
    "elb.amazonaws.com",
    "llicadamunt_prd.diba.cat",
    "fichier-pdf.fr",
    "npk.dev.mugo.si",
    "pdfslide.us",
    "readkong.com",
    "vdocuments.mx",
    "vdocuments.net",
    "vdocuments.us",
)
WEB = ("https://", "http://")  # a file may bring any other address into the database, "javascript:" too
COPY_HOST_STARTS = ("test-stage.",)


def is_copy(url: str) -> bool:
    """Say whether an address leads to a copy of a page only, so that readers get no link to it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return host.startswith(COPY_HOST_STARTS) or any(host == copy or host.endswith(f".{copy}") for copy in COPY_HOSTS)


def linkable(url: str) -> str:
    """Return the address where readers may be sent there, else nothing: on the web, and no copy."""
    return url if url.startswith(WEB) and not is_copy(url) else ""


# Looser than Django's: some public pages lie on hosts with an underscore in their name.
is_web_address = RegexValidator(r"^https?://[^\s/]+\.[^\s/]+", _("This must be a web address that starts with http."))


class SourceManager(models.Manager["Source"]):
    """Finds sources by their address, so that fixtures need no ids."""

    def get_by_natural_key(self, url: str) -> "Source":
        """Return the source with this address."""
        return self.get(url=url)


class Source(models.Model):
    """A public page: what it is called, who published it, in which year, and when we read it."""

    url = models.CharField(
        _("address"), max_length=1500, unique=True, validators=[is_web_address], help_text=help_texts.SOURCE_URL
    )
    title = models.CharField(
        _("title"), max_length=500, blank=True, help_text=_("As the page has it. Empty: not known.")
    )
    publisher = models.CharField(_("publisher"), max_length=300, blank=True, help_text=help_texts.PUBLISHER)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, help_text=_("The year of the page itself. Empty: the page shows none.")
    )
    read_on = models.DateField(_("read on"), null=True, blank=True, help_text=_("When we last read the page."))
    copy_only = models.BooleanField(
        _("copy"),
        default=False,
        help_text=_("Read on a staging, mirror or reprint host: readers see title, publisher and year, but no link."),
    )

    objects = SourceManager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["publisher", "title", "url"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(year__isnull=True) | models.Q(year__gte=1800, year__lte=2200),
                name="source_year_plausible",
                violation_error_message=_("This is not a year."),
            ),
            models.CheckConstraint(
                condition=models.Q(url__startswith="http"),
                name="source_url_is_http",
                violation_error_message=_("A source needs an address that starts with http."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        """Return what identifies a source in a fixture: its address."""
        return (self.url,)

    @property
    def host(self) -> str:
        """Return the host's name without "www."."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def label(self) -> str:
        """Return what to call the source: its title, or the host for a page whose title we do not know."""
        return self.title or self.host

    @property
    def age_in_years(self) -> int | None:
        """Return how many years ago the page was published; None when its year is not known."""
        return age_of(self.year)
