"""Settings. What a deployment may change comes from the environment: docs/reference/settings.md."""

from __future__ import annotations

import os
from importlib.metadata import entry_points
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from doorstep.platform.db.embedded import django_databases
from doorstep.platform.logs import configure_logs
from doorstep.platform.secret_files import load_or_create_secret

REPOSITORY = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("DOORSTEP_VAR", REPOSITORY / "var"))
NODE_MODULES = Path(os.environ.get("DOORSTEP_NODE_MODULES", REPOSITORY / "node_modules"))
MEDIA_ROOT = VAR_DIR / "files"


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in ("1", "true", "yes", "on")


DEMO = _flag("DOORSTEP_DEMO")
DEBUG = _flag("DOORSTEP_DEBUG")
HTTPS = _flag("DOORSTEP_HTTPS", default=not (DEMO or DEBUG))
SECRET_KEY = os.environ.get("DOORSTEP_SECRET_KEY") or load_or_create_secret(VAR_DIR, "django")
SEALED_KEYS_FILE = Path(os.environ.get("DOORSTEP_KEYS_FILE", VAR_DIR / "keys" / "sealed.json"))
ALLOWED_HOSTS = os.environ.get(
    "DOORSTEP_HOSTS", "localhost,127.0.0.1,[::1],testserver" if not DEMO else "*"
).split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("DOORSTEP_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "doorstep.platform",
    "doorstep.places",
    "doorstep.people",
    "doorstep.catalogue",
    "doorstep.casework",
    "doorstep.modules.reception",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]
INSTALLED_APPS = [
    a
    for a in INSTALLED_APPS
    if not a.startswith("doorstep.")
    or (REPOSITORY / "src" / a.replace(".", "/") / "apps.py").exists()
]
# Modules that are packages of their own; each is off until it is turned on for a place.
INSTALLED_APPS += sorted({entry.value for entry in entry_points(group="doorstep.modules")})

MIDDLEWARE = [
    "doorstep.platform.web.middleware.request_log",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "doorstep.platform.web.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "doorstep.platform.web.middleware.ActorMiddleware",
    "doorstep.platform.web.errors.ErrorMiddleware",
    "doorstep.platform.web.middleware.ScopeMiddleware",
    "doorstep.platform.idempotency.IdempotencyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "doorstep.project.urls"
WSGI_APPLICATION = "doorstep.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "doorstep.platform.web.context.shell",
            ],
        },
    },
]

DATABASES = django_databases(VAR_DIR)
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
DOORSTEP_ACTOR_PROVIDER = "doorstep.people.public.actor_of_request"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
DOORSTEP_WIRING = "doorstep.project.wiring.LISTENERS"
DOORSTEP_HOMES_OF = "doorstep.people.public.homes_of"
# An account that opens more sealed values than this within an hour is told to the trail.
SEALED_OPENINGS_AN_HOUR = int(os.environ.get("DOORSTEP_SEALED_OPENINGS_AN_HOUR", "30"))
TRAIL_ANCHOR_LOG = VAR_DIR / "trail-anchors.log"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/signin/"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
VENDOR_PACKAGES = [
    "htmx.org/dist",
    "htmx-ext-sse",
    "idiomorph/dist",
    "open-props",
    "@github/combobox-nav/dist",
    "echarts/dist",
]
STATICFILES_DIRS = [
    (f"vendor/{package.removesuffix('/dist')}", NODE_MODULES / package)
    for package in VENDOR_PACKAGES
    if (NODE_MODULES / package).is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = not STATIC_ROOT.is_dir() or DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "doorstep.platform.web.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# The live process (server-sent events) may sit on its own port when no proxy joins the two.
LIVE_URL = "/live/"
LIVE_PORT = "" if HTTPS else os.environ.get("LIVE_PORT", "")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
UPLOAD_MAX_PIXELS = 50_000_000

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING_CONFIG = None
configure_logs(pretty=DEMO or DEBUG)
SILENCED_SYSTEM_CHECKS: list[str] = []
DOORSTEP_SHELL_EXTRAS = "doorstep.modules.reception.web.shell.shell_extras"
LANGUAGE_COOKIE_NAME = "lang"

# ── accounts: begin (people.accounts; see its package for what each adapter does) ──
SESSION_ENGINE = "doorstep.people.accounts.sessions"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("DOORSTEP_PROXIES", "0"))
ACCOUNT_ADAPTER = "doorstep.people.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/signin/"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 300
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# Limits are counted in the database (people.accounts.limits), so allauth's own stay off, but for
# the second factor: there they hold for the account, and need the password first.
ACCOUNT_RATE_LIMITS = {"login": None, "request_login_code": None, "login_failed": "10/5m/key"}
MFA_ADAPTER = "doorstep.people.accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Doorstep"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ADAPTER = "doorstep.people.accounts.openid.OpenIdAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "city",
                    "name": os.environ.get("DOORSTEP_OIDC_NAME", "City identity"),
                    "client_id": os.environ.get("DOORSTEP_OIDC_CLIENT_ID", "doorstep"),
                    "secret": os.environ.get("DOORSTEP_OIDC_SECRET", ""),
                    "settings": {"server_url": os.environ["DOORSTEP_OIDC_URL"]},
                }
            ],
        }
    }
    if os.environ.get("DOORSTEP_OIDC_URL")
    else {}
)
DOORSTEP_SMS = os.environ.get("DOORSTEP_SMS", "doorstep.people.accounts.sms.ConsoleSms")
# ── accounts: end ──
