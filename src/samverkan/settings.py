"""Django settings. All that differs between installations comes from the environment.

DATABASE_URL          how the product reaches PostgreSQL: always as the web role
SAMVERKAN_KEYS        folder of the key store; never inside the database's folder
SAMVERKAN_WITNESS     folder where every signed checkpoint of the trail is kept
SAMVERKAN_PICTURE     folder of the situation picture: public statistics, and agencies' own files, sealed
SAMVERKAN_MUNICIPALITY  the code of the municipality whose picture it is; default 0180, Stockholm
SAMVERKAN_WORD_TEMPLATE  the municipality's .docx template for its papers; unset, a plain one
SAMVERKAN_DEMO        "1" in a made-up city: banners say so and `samverkan demo code` works
SAMVERKAN_HOSTS       host names the service answers to, separated by commas
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

HERE = Path(__file__).resolve().parent
DEMO = os.environ.get("SAMVERKAN_DEMO") == "1"

SAMVERKAN = {
    "KEYS": Path(os.environ.get("SAMVERKAN_KEYS", "/nonexistent/keys")),
    "WITNESS": Path(os.environ.get("SAMVERKAN_WITNESS", "/nonexistent/witness")),
    "PICTURE": Path(os.environ.get("SAMVERKAN_PICTURE", "/nonexistent/picture")),
    "MUNICIPALITY": os.environ.get("SAMVERKAN_MUNICIPALITY", "0180"),
    "WORD_TEMPLATE": os.environ.get("SAMVERKAN_WORD_TEMPLATE", ""),
    "DEMO": DEMO,
    "STEP_UP_SECONDS": 300,
    "SESSION_SECONDS": 8 * 3600,
}


def _database(url: str) -> dict[str, object]:
    parts = conninfo_to_dict(url)
    named = {
        "NAME": parts.pop("dbname", "samverkan"),
        "USER": parts.pop("user", "samverkan_web"),
        "PASSWORD": parts.pop("password", "") or "",
        "HOST": parts.pop("host", "") or "",
        "PORT": str(parts.pop("port", "") or ""),
    }
    given = parts.pop("options", None) or os.environ.get("PGOPTIONS", "")
    return {
        "ENGINE": "samverkan.secrecy.postgres",
        **named,
        # Bound by the server: no value is ever written into a statement that pg_stat_activity could show.
        "OPTIONS": {
            **parts,
            "server_side_binding": True,
            "prepare_threshold": 5,  # what is asked often is planned once a connection
            # What is planned serves whoever asks: never a plan for one agency's numbers, nor the time to make it.
            "options": f"{given} -c plan_cache_mode=force_generic_plan",
        },
        "CONN_MAX_AGE": None,  # a thread keeps its connection
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgresql:///samverkan"))}


def _secret_key() -> str:
    # Kept beside the other keys, so that a copy of the database or the code cannot forge a session.
    file = SAMVERKAN["KEYS"] / "django.key"  # type: ignore[operator]
    return file.read_text().strip() if file.exists() else os.urandom(32).hex()


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SAMVERKAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "samverkan.web.urls"
WSGI_APPLICATION = "samverkan.web.wsgi.application"
AUTH_USER_MODEL = "secrecy.Officer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "csp",
    "django_htmx",
    "samverkan.trail",
    "samverkan.secrecy",
    "samverkan.casework",
    "samverkan.programmes",
    "samverkan.council",
    "samverkan.exits",
    "samverkan.evaluations",
    "samverkan.pupils",
    "samverkan.picture",
    "samverkan.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samverkan.web.middleware.CalmErrors",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samverkan.web.middleware.OnePolicy",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "samverkan.web.middleware.Acting",
]

LOADERS = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [("samverkan.web.folding.Loader", LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "samverkan.web.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTHENTICATION_BACKENDS = ["axes.backends.AxesBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # the trail records sign-ins; a second log would only age differently
AXES_VERBOSE = False

LOGIN_URL = "/logga-in/"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "samverkan.web.sessions"
SESSION_COOKIE_AGE = SAMVERKAN["SESSION_SECONDS"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("SAMVERKAN_TLS") == "1"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "samverkan.web.views.errors.csrf"
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes the browser post with Origin: null
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SESSION_COOKIE_SECURE else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["samverkan.web.uploads.InMemory"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["samverkan.web.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is collected: WhiteNoise serves each package's own files
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "samverkan.web.logs.CodesOnly"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
