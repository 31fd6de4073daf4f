"""Django's settings, all from the environment (docs/operations.md lists every name)."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from greenlist.ops import env
from greenlist.ops.database import database

PACKAGE = Path(__file__).resolve().parents[1]

# -- where it runs ---------------------------------------------------------------------------------------------

DEMO = env.flag("GREENLIST_DEMO", default=False)
DEBUG = env.flag("GREENLIST_DEBUG", default=False)
SECRET_KEY = env.text("GREENLIST_SECRET_KEY")
ALLOWED_HOSTS = env.words("GREENLIST_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = env.words("GREENLIST_ORIGINS")
TRUSTED_PROXIES = env.number("GREENLIST_TRUSTED_PROXIES", 0)
HTTPS = env.flag("GREENLIST_HTTPS", default=False)
DATA = Path(env.text("GREENLIST_DATA", "data"))
MEDIA_ROOT = DATA / "files"  # content-addressed; never below the web root
LAW_OVERLAYS = [Path(folder) for folder in env.words("GREENLIST_LAW")]

DATABASES = {"default": database(env.text("DATABASE_URL"), role=env.text("GREENLIST_DB_ROLE", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- the house -------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "greenlist.web",
    "greenlist.journal",
    "greenlist.parties",
    "greenlist.rounds",
    "greenlist.applications",
    "greenlist.reviews",
    "greenlist.portal",
    "greenlist.api",
    "greenlist.ops",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "greenlist.journal.middleware.ContextMiddleware",
    "greenlist.parties.middleware.HatMiddleware",
    "greenlist.journal.middleware.OnceMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "greenlist.ops.urls"
WSGI_APPLICATION = "greenlist.ops.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "greenlist.parties.context.around_every_page",
            ],
            "builtins": ["greenlist.web.templatetags.look"],
        },
    }
]

# -- language and time -----------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# -- static files ----------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# -- people ----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "parties.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_PROFILE = env.choice("GREENLIST_PASSWORD_PROFILE", "asvs", ("asvs", "dengbao3"))
SECOND_FACTOR = env.choice("GREENLIST_SECOND_FACTOR", "officials", ("officials", "everyone", "optional"))
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = False  # htmx reads it from the page, never from script of others: the CSP allows none
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # our own viewer shows PDF in a frame

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

# -- files, jobs, checks ---------------------------------------------------------------------------------------

CLAMD_URL = env.text("CLAMD_URL", "")
JOURNAL_SM3 = env.flag("GREENLIST_JOURNAL_SM3", default=False)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
SITE_NAME = _("绿色制造名单")
