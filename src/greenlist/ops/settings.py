"""Django's settings, all from the environment (docs/operations.md lists every name)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from greenlist.ops import env
from greenlist.ops.database import database
from greenlist.ops.demo.cast import accounts
from greenlist.ops.logs import logging_config
from greenlist.ops.mail import mail

PACKAGE = Path(__file__).resolve().parents[1]

# -- where it runs ---------------------------------------------------------------------------------------------

DEMO = env.flag("GREENLIST_DEMO", default=False)
DEMO_ACCOUNTS = accounts() if DEMO else []  # what the sign-in page of the demo lists
DEBUG = env.flag("GREENLIST_DEBUG", default=False)
SECRET_KEY = env.text("GREENLIST_SECRET_KEY")
ALLOWED_HOSTS = env.words("GREENLIST_HOSTS", "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = env.words("GREENLIST_ORIGINS")
TRUSTED_PROXIES = env.number("GREENLIST_TRUSTED_PROXIES", 0)
HTTPS = env.flag("GREENLIST_HTTPS", default=False)
PLAIN_HTTP = env.flag("GREENLIST_PLAIN_HTTP", default=False)  # `greenlist serve` goes without HTTPS all the same
DATA = Path(env.text("GREENLIST_DATA", "data"))
MEDIA_ROOT = DATA / "files"  # content-addressed; never below the web root
LAW_OVERLAYS = env.folders("GREENLIST_LAW")

DATABASES = {"default": database(env.text("DATABASE_URL"), role=env.text("GREENLIST_DB_ROLE", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- the house -------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "greenlist.web",
    "greenlist.journal",
    "greenlist.parties",
    "greenlist.rounds",
    "greenlist.listings",
    "greenlist.applications",
    "greenlist.paperwork",
    "greenlist.screenings",
    "greenlist.agencies",
    "greenlist.reviews",
    "greenlist.consultations",
    "greenlist.panels",
    "greenlist.decisions",
    "greenlist.recommendations",
    "greenlist.notices",
    "greenlist.bundles",
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
    "greenlist.ops.headers.HeadersMiddleware",
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
    "greenlist.ops.logs.RequestLogMiddleware",
    "greenlist.parties.middleware.HatMiddleware",
    "greenlist.parties.gates.GateMiddleware",
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
# collected: named by their content, compressed, kept for ever by browsers. `greenlist serve` collects them first.
COLLECTED = env.choice("GREENLIST_STATIC", "found", ("found", "collected")) == "collected"
_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": _STATIC if COLLECTED else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_ALLOW_ALL_ORIGINS = False
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "greenlist.applications.uploads.CeilingHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a table of 500 rows sent at once

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

AUTH_PASSWORD_VALIDATORS = [{"NAME": "greenlist.parties.passwords.ProfileValidator"}]
INVITATION_LIFETIME = timedelta(days=env.number("GREENLIST_INVITATION_DAYS", 7, least=1))

ACCOUNT_ADAPTER = "greenlist.parties.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "greenlist.parties.forms.signing_in.SignInForm",
    "change_password": "greenlist.parties.forms.signing_in.ChangePasswordForm",
    "reauthenticate": "greenlist.parties.forms.signing_in.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "greenlist.parties.forms.second_factor.AuthenticateForm",
    "reauthenticate": "greenlist.parties.forms.second_factor.ReauthenticateForm",
    "activate_totp": "greenlist.parties.forms.second_factor.ActivateForm",
    "add_webauthn": "greenlist.parties.forms.second_factor.AddKeyForm",
    "edit_webauthn": "greenlist.parties.forms.second_factor.EditKeyForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": None,  # by address alone; wrong passwords are counted by parties/lockout.py
    "login_failed": "10/5m/key",  # codes of the second factor, asked only after the right password
    "signup": "60/h/ip",  # units registered from one address
}
MFA_ADAPTER = "greenlist.parties.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # one step of 30 s: phones and servers differ
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are no means of signing in here
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}  # nothing to guess; an office sits behind one address

AXES_HANDLER = "greenlist.parties.lockout.Counter"
AXES_LOCKOUT_PARAMETERS = "greenlist.parties.lockout.counted_by"
AXES_USERNAME_CALLABLE = "greenlist.parties.lockout.login_of"
AXES_CLIENT_IP_CALLABLE = "greenlist.parties.lockout.address_of"
AXES_LOCKOUT_CALLABLE = "greenlist.parties.lockout.locked_page"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who keeps trying does not keep the owner out
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # the journal has it
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_SENSITIVE_PARAMETERS = ["username", "login", "ip_address", "code", "credential", "csrfmiddlewaretoken"]
AXES_VERBOSE = False
ADDRESS_FAILURE_LIMIT = env.number("GREENLIST_ADDRESS_FAILURE_LIMIT", 100, least=20)

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = False  # htmx reads it from the page, never from script of others: the CSP allows none
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside, past the proxy
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

PROCRASTINATE_IMPORT_PATHS = ["greenlist.ops.demo.jobs"] if DEMO else []
CLAMD_URL = env.text("CLAMD_URL", "")
LIST_MAX_MB = env.number("GREENLIST_LIST_MAX_MB", 2048, least=1)  # the largest list file taken in
MADE_DAYS = env.number("GREENLIST_MADE_DAYS", 30, least=1)  # how long a document nobody asks for is kept
FONTS = env.files("GREENLIST_FONTS")  # further fonts for documents, for characters the bundled one lacks
SOFFICE = env.text("GREENLIST_SOFFICE", "")  # LibreOffice: a path; "" looks on PATH, "off" does without
JOURNAL_SM3 = env.flag("GREENLIST_JOURNAL_SM3", default=False)
SM2_KEY = Path(_sm2) if (_sm2 := env.text("GREENLIST_SM2_KEY", "")) else None  # countersigns receipts and bundles
BUNDLE_MAX_MB = env.number("GREENLIST_BUNDLE_MAX_MB", 4096, least=1)  # the largest bundle taken in
SITE_NAME = _("绿色制造名单")
SITE_URL = env.url("GREENLIST_URL", "http://127.0.0.1:8000")  # in mail, where no request says it

_mail = mail("sink:" if DEMO else env.text("GREENLIST_EMAIL_URL", ""))  # mail of a demo leaves the machine never
EMAIL_BACKEND = _mail.backend
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls, _mail.ssl
EMAIL_TIMEOUT = 20
MAIL_ON = DEMO or bool(_mail.host) or "console" in _mail.backend
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("GREENLIST_EMAIL_FROM", "greenlist@localhost")

LOGGING = logging_config(
    level=env.choice("GREENLIST_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    form=env.choice("GREENLIST_LOG_FORMAT", "json", ("json", "plain")),
)
