"""Settings. What a bureau may set stands in `environment`; a bad value fails at start and says what to do."""

import os
import secrets
from pathlib import Path
from typing import Any

from jingge.config.database import database_from
from jingge.config.environment import flag, number, refuse_unknown, text, words

refuse_unknown()
SOURCE = Path(__file__).resolve().parent.parent
HOME = Path(text("JINGGE_HOME")).resolve()  # database, uploads, keys
HOME.mkdir(parents=True, exist_ok=True)


def secret_key() -> str:
    """Read the key, making it at the first start; only this account may read the file."""
    path = HOME / "secret-key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text()


SECRET_KEY = secret_key()
DEBUG = flag("JINGGE_DEBUG")
ALLOWED_HOSTS = words("JINGGE_HOSTS")
CSRF_TRUSTED_ORIGINS = words("JINGGE_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "jingge.common",
    "jingge.audit",
    "jingge.accounts",
    "jingge.runs",
    "jingge.uploads",
    "jingge.organisation",
    "jingge.territory",
    "jingge.staffing",
    "jingge.redeployment",
    "jingge.norms",
    "jingge.incidents",
    "jingge.disputes",
    "jingge.followups",
    "jingge.siting",
    "jingge.fund",
    "jingge.jointwork",
    "jingge.rosters",
    "jingge.planning",
    "jingge.training",
    "jingge.exchange",
    "jingge.portal",
    "jingge.demo",
]
MIDDLEWARE = [
    "jingge.common.web.middleware.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jingge.common.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jingge.common.web.middleware.RequestMiddleware",
    "jingge.accounts.web.sessions.SessionLimits",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "jingge.config.urls"
WSGI_APPLICATION = "jingge.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "jingge.portal.web.shell.shell",
            ],
        },
    },
]

DATABASES = {"default": database_from(text("JINGGE_DATABASE", f"sqlite:///{HOME / 'jingge.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES: dict[str, str] = {}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "display_name", "police_number"]},
    },
]
LOGIN_URL = "/sign-in/"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
CSRF_FAILURE_VIEW = "jingge.common.web.errors.stale_form"
AXES_LOCKOUT_CALLABLE = "jingge.accounts.web.signing.locked_out"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False  # no banner at every command


# Plain http is for the loopback demonstration and for machines behind a TLS proxy that says so.
OVER_TLS = flag("JINGGE_TLS")
SESSION_COOKIE_NAME = "__Host-jingge" if OVER_TLS else "jingge"
CSRF_COOKIE_NAME = "__Host-csrf" if OVER_TLS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OVER_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS = 12 * 3600
SESSION_IDLE_SECONDS = 2 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("JINGGE_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31_536_000 if OVER_TLS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = "jingge.config.formats"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
# Browser code from npm: beside the database where a server was set up so, else where `make` put it in this clone.
VENDOR = [folder for folder in (HOME / "vendor", SOURCE.parents[1] / "var" / "vendor") if folder.exists()]
STATICFILES_DIRS = [("vendor", folder) for folder in VENDOR[:1]]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "jingge.common.web.storage.HashedFiles"},
}

UPLOADS = HOME / "uploads"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["jingge.uploads.web.limited.LimitedUploadHandler"]
FILE_UPLOAD_TEMP_DIR = HOME / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
UPLOAD_LIMIT_MB = number("JINGGE_UPLOAD_LIMIT_MB")

DEMO_PORT = number("JINGGE_PORT")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": text("JINGGE_LOG")},
}
