"""Django's settings: one file, driven by the environment. `.env.example` lists every variable."""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
import structlog
from csp.constants import NONCE, NONE, SELF
from django.urls import reverse_lazy

from tracker.servers import addresses

BASE_DIR = Path(__file__).resolve().parent.parent


def variable(name: str, default: str = "") -> str:
    """Read a variable of the environment; one that is empty, as in .env.example, is not given."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes-or-no variable of the environment."""
    return variable(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def listed(name: str, default: str = "") -> list[str]:
    """Read a comma-separated variable of the environment."""
    return [part.strip() for part in variable(name, default).split(",") if part.strip()]


def secret_key() -> str:
    """Give SECRET_KEY, or one made once and kept in `.local/`."""
    if given := variable("SECRET_KEY"):
        return given
    kept = LOCAL_DIR / "secret_key"
    if not kept.exists():
        LOCAL_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(kept, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as target:
            target.write(secrets.token_urlsafe(50))
    return kept.read_text(encoding="utf-8")


LOCAL_DIR = Path(variable("TRACKER_HOME", str(BASE_DIR / ".local")))
_local = addresses(LOCAL_DIR)
DATABASE_URL = variable("DATABASE_URL") or (_local.database_url if _local else "postgresql://127.0.0.1/tracker")
REDIS_URL = variable("REDIS_URL") or (_local.redis_url if _local else "redis://127.0.0.1:6379/0")

SECRET_KEY = secret_key()
DEBUG = flag("DEBUG")
ALLOWED_HOSTS = [*listed("ALLOWED_HOSTS", "localhost,[::1]"), "127.0.0.1"]  # the container asks itself for its health
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")
HTTPS = flag("HTTPS")

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "csp",
    "django_prometheus",
    "events",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.headers.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "events" / room / "templates" for room in ("timeline", "admin")],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "tracker",
    },
}

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_IPWARE_PROXY_COUNT = int(variable("PROXY_COUNT", "0"))
LOGIN_URL = reverse_lazy("admin:login")
LOGIN_REDIRECT_URL = reverse_lazy("admin:index")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "events" / "timeline" / "static"]
STATIC_ROOT = Path(variable("STATIC_ROOT", str(LOCAL_DIR / "static")))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of one that is missing
HASHED_STATIC = flag("HASHED_STATIC")  # needs `collectstatic` first; the server commands set it
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not HASHED_STATIC

# --- security headers -------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if HTTPS:
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_REDIRECT_EXEMPT = [r"^(?:healthz|readyz|metrics)$"]
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# --- API --------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.DjangoModelPermissionsOrAnonReadOnly"],
    # A token needs no CSRF check, since no browser sends it by itself; a session gets one at every write.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_THROTTLE_RATES": {"write": variable("API_WRITES", "120/min")},  # for each account
    "NUM_PROXIES": int(variable("PROXY_COUNT", "0")),
    "EXCEPTION_HANDLER": "events.api.problems.as_problem",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Policy Tracker",
    "DESCRIPTION": (
        "A sourced, curated, chronological record of policy events. Everything can be read without signing in; events "
        "that no curator has looked at have `review: none`.\n\n"
        "Lists come in pages: follow `next` until it is null. Filters are those of the timeline's addresses; a "
        "parameter that is not known, or a value that cannot be used, is refused with what is expected "
        "(`application/problem+json`, RFC 9457). Ids stay valid for ever: merged ones redirect, removed ones are "
        "410.\n\n"
        "Dates are EDTF (ISO 8601-2) with the first and last day they may cover; `from` and `to` find what may overlap."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "EventKind": "events.models.choices.KINDS",
        "ActorKind": "events.models.choices.ACTOR_KINDS",
        "SourceKind": "events.models.Source.Kind",
        "PolicyState": "events.models.choices.POLICY_STATES",
    },
}

# --- Celery: the broker only wakes people up, the Work row is the truth -----------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_DB_REUSE_MAX = 10**9  # connections are kept as requests keep them (events.tasks), not opened for each task
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a broker that comes back finds its workers there
CELERY_TASK_DEFAULT_QUEUE = "housekeeping"
# Whoever asks for work does not wait for a broker that is away: the sweep tells the workers later.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "max_retries": 0, "socket_connect_timeout": 2}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# hard time limit < lease < visibility timeout, so that a piece of work is never done by two at once for long
CELERY_TASK_TIME_LIMIT = int(variable("TASK_SECONDS", "300"))
WORK_LEASE_SECONDS = int(variable("WORK_LEASE_SECONDS", str(CELERY_TASK_TIME_LIMIT + 60)))
WORK_ATTEMPTS, WORK_ATTEMPTS_IN_TROUBLE = 3, 10
SWEEP_SECONDS = float(variable("SWEEP_SECONDS", "3"))
_housekeeping = {"queue": "housekeeping"}
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "events.tasks.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": 60, **_housekeeping}},
    "keep house": {"task": "events.tasks.keep_house", "schedule": 3600.0, "options": {"expires": 600, **_housekeeping}},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(LOCAL_DIR / "celerybeat-schedule")

# --- the tracker's own ------------------------------------------------------------------------------------------
FOLDER_ROOTS = [Path(p).resolve() for p in listed("FOLDER_ROOTS", f"{BASE_DIR / 'seeds'},{LOCAL_DIR / 'inbox'}")]
ARTICLE_BYTES = int(variable("ARTICLE_BYTES", str(5 * 1024 * 1024)))
DATA_UPLOAD_MAX_MEMORY_SIZE = ARTICLE_BYTES * 3 + 1_000_000  # a letter may take three bytes in JSON
CONTACT = variable("CONTACT", "")  # an address or URL for publishers, sent in the User-Agent
EXAMPLE_FEED = variable("EXAMPLE_FEED", "")  # of the example source that `make run` serves
READY_QUEUE_SECONDS = float(variable("READY_QUEUE_SECONDS", "900"))  # older work means: not ready
METRICS_TOKEN = variable("METRICS_TOKEN", "")  # opens /metrics; without one it answers this machine alone
HOST_DELAY_SECONDS = float(variable("HOST_DELAY_SECONDS", "1"))  # between two requests to one host
ALLOWED_INTERNAL_HOSTS = frozenset(listed("ALLOWED_INTERNAL_HOSTS"))

# --- logs -------------------------------------------------------------------------------------------------------
_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
structlog.configure(
    processors=[*_shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _shared,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": variable("LOG_LEVEL", "INFO")},
    "loggers": {"axes": {"level": "WARNING"}, "celery.app.trace": {"level": "WARNING"}},
}


def screens(**names: str) -> list[dict[str, Any]]:
    """Give the admin's menu entries for tables of the record."""
    return [
        {"title": title, "link": reverse_lazy(f"admin:events_{model}_changelist")} for title, model in names.items()
    ]


UNFOLD = {
    "SITE_TITLE": "Policy Tracker",
    "SITE_HEADER": "Policy Tracker",
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "SIDEBAR": {
        "show_search": True,
        "show_all_applications": True,
        "navigation": [
            {"title": "The record", "items": screens(Events="event", Commitments="commitment", Statements="statement")},
            {"title": "Who and what", "items": screens(Actors="actor", Policies="policy", Places="place")},
            {"title": "Coming in", "items": screens(Sources="source", Articles="article", Work="work", Hosts="host")},
            {"title": "What happened", "items": screens(Judgements="judgement", Changes="change")},
        ],
    },
}
