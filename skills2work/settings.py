"""Settings, one file, read from the environment. README.md lists every variable.

A checkout runs with no configuration. PRODUCTION=True refuses to start without SECRET_KEY and ALLOWED_HOSTS.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from skills2work import environment as env
from skills2work.databases import addresses
from skills2work.languages import LANGUAGE_CODES, SOURCE_LANGUAGE
from skills2work.running import reporting
from skills2work.running.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

PRODUCTION = env.flag("PRODUCTION")
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
if PRODUCTION:
    for name, given in {"SECRET_KEY": SECRET_KEY, "ALLOWED_HOSTS": ALLOWED_HOSTS}.items():
        if not given:
            raise ImproperlyConfigured(f"PRODUCTION=True needs {name}")
    if DEBUG:
        raise ImproperlyConfigured("PRODUCTION=True and DEBUG=True exclude each other")
else:
    SECRET_KEY = SECRET_KEY or env.local_secret_key(VAR_DIR / "secret_key")

BEHIND_PROXY = PRODUCTION and env.flag("BEHIND_PROXY")
SITE_URL = env.text("SITE_URL").rstrip("/")  # "https://example.org"; empty: taken from the request
SITE_CONTACT = env.text("SITE_CONTACT")  # an address for security reports, shown in security.txt
TAKEN_PATHS = frozenset({*LANGUAGE_CODES, "healthz", "readyz", "static"})
ADMIN_PATH = env.folder("ADMIN_PATH", "admin/", taken=TAKEN_PATHS)
# Numbers for Prometheus, such as "metrics"; empty: there is no such page.
METRICS_PATH = env.folder("METRICS_PATH", "", taken=TAKEN_PATHS).rstrip("/") if env.text("METRICS_PATH") else ""

INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "reversion",
    "skills2work",
    "network",
    "practices",
    "stories",
]

MIDDLEWARE = [
    "skills2work.running.request_ids.RequestIds",
    "skills2work.running.metrics.Measure",
    "skills2work.middleware.HeadWithoutBody",
    "skills2work.safe_headers.SafeHeaders",
    "skills2work.databases.middleware.ReadFromReplica",
    "skills2work.caching.middleware.PageCache",
    "skills2work.plain_http.RefusePrograms",
    "django.middleware.security.SecurityMiddleware",
    "skills2work.safe_headers.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "skills2work.middleware.CompressPublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "skills2work.middleware.HelpfulAnswers",
    "skills2work.running.no_room.NoRoom",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "skills2work.accounts.middleware.BothFactors",
    "skills2work.staff.kept.KeepWhatWasTyped",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "skills2work.reads.CountReads",
]

ROOT_URLCONF = "skills2work.urls"
WSGI_APPLICATION = "skills2work.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "skills2work.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "skills2work.templatetags.s2w",
                "skills2work.templatetags.frame",
            ],
        },
    }
]

DATABASE_CONN_MAX_AGE = env.number("DATABASE_CONN_MAX_AGE", 60)
DATABASES = {
    "default": addresses.database(
        env.text("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}", DATABASE_CONN_MAX_AGE
    )
}
# Readers read from these (skills2work/databases/).
DATABASES |= addresses.replicas(env.words("DATABASE_REPLICA_URL", []), DATABASES["default"], DATABASE_CONN_MAX_AGE)
DATABASE_ROUTERS = ["skills2work.databases.reading.Router"]
REPLICA_MAX_LAG = env.number("REPLICA_MAX_LAG", 5)  # seconds; readers leave a replica that is further behind
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = False  # a file does not hang up
    # WAL lets readers go on while an editor saves; IMMEDIATE avoids "database is locked" in mid-transaction.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # A server that is gone without a word is noticed within seconds, and its pages come from what is kept.
    patience = {"connect_timeout": 5, "tcp_user_timeout": 10_000}
    DATABASES["default"]["OPTIONS"] = {**patience, **DATABASES["default"].get("OPTIONS", {})}

# Finished pages are kept (docs/decisions/0006-page-cache.md): by each process, and with CACHE_URL by all together.
PAGE_CACHE = env.flag("PAGE_CACHE", default=not DEBUG)
PAGE_CACHE_MB = env.number("PAGE_CACHE_MB", 64)  # for each process
CACHE_URL = env.text("CACHE_URL")  # "redis://host:6379/0"

# How `check_links` visits the addresses that the directory names.
LINKS_AT_ONCE = env.number("LINKS_AT_ONCE", 4)
LINKS_PAUSE = env.number("LINKS_PAUSE", 1)  # seconds between two requests to one host
LINKS_TIME_LIMIT = env.number("LINKS_TIME_LIMIT", 20)  # seconds for one answer
LINKS_ALLOW_PRIVATE = env.flag("LINKS_ALLOW_PRIVATE")  # addresses inside the network of the server

READS_EVERY = env.number("READS_EVERY", 60)  # seconds between two writings of how often pages were read; 0: not counted
FORMS_AN_HOUR = env.number("FORMS_AN_HOUR", 10)  # that readers may send from one network

LANGUAGE_CODE = SOURCE_LANGUAGE
LANGUAGES = [(code, code) for code in LANGUAGE_CODES]  # names come from CLDR (skills2work.languages)
MODELTRANSLATION_DEFAULT_LANGUAGE = SOURCE_LANGUAGE
MODELTRANSLATION_FALLBACK_LANGUAGES = (SOURCE_LANGUAGE,)
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our files are for our pages; the data are open (skills2work.data.sharing)
WHITENOISE_MAX_AGE = 3600  # files with a hash in their name are immutable anyway
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
MEDIA_ROOT = VAR_DIR / "media"

# What somebody may do follows from her assignments: skills2work/staff/rights.py. Axes only counts wrong passwords.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "skills2work.staff.backend.RightsBackend"]

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of accounts from before; written anew at the next login
]
PASSWORD_RESET_TIMEOUT = 72 * 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "skills2work.accounts.words.CommonValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "skills2work.accounts.words.OurWordsValidator"},
]
LEAKED_PASSWORDS_URL = env.web_address("LEAKED_PASSWORDS_URL")  # a service with the ranges of Pwned Passwords
if LEAKED_PASSWORDS_URL:
    AUTH_PASSWORD_VALIDATORS.append({"NAME": "skills2work.accounts.leaked.LeakedValidator"})

# Too many wrong passwords for one name from one address. `manage.py forget_logins` deletes the addresses.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "skills2work.accounts.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "skills2work.accounts.views.locked"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "FromSkills2Work"

EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = (
    env.mail_server("EMAIL_URL")
)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "webmaster@localhost")

# Everything comes from this server; no inline script or style, no frame. Only live-list.js reads HTML from a text.
POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["live-list"],
    }
}
POLICY_REPORT_ONLY = env.flag("CSP_REPORT_ONLY")  # browsers report what breaks the policy, and let it pass
CONTENT_SECURITY_POLICY = None if POLICY_REPORT_ONLY else POLICY
CONTENT_SECURITY_POLICY_REPORT_ONLY = POLICY if POLICY_REPORT_ONLY else None
CSRF_FAILURE_VIEW = "skills2work.views.errors.forbidden"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 60, least=5)  # a session that nobody uses ends then
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # it ends with the browser; only pages with a form set one
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", *([rf"^{METRICS_PATH}$"] if METRICS_PATH else [])]
    SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 365 * 24 * 3600)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # A browser takes a cookie of this name only from this very host, over HTTPS, for all of it.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = logging_settings(env.log_format(), env.text("LOG_LEVEL", "WARNING"))
reporting.begin(env.text("SENTRY_DSN"), environment=env.text("SENTRY_ENVIRONMENT", "production"))
