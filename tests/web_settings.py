"""Django's settings for tests: the site's own, on a PostgreSQL server of this run.

With DATABASE_URL in the environment that server is used; otherwise an embedded one is started in a temporary
folder, once for all workers of a run (they inherit the address).
"""

import atexit
import os
import tempfile
from pathlib import Path

from greenlist.ops import embedded

os.environ.setdefault("GREENLIST_SECRET_KEY", "tests only")
os.environ.setdefault("GREENLIST_DATA", tempfile.mkdtemp(prefix="greenlist-test-data-"))


if "DATABASE_URL" not in os.environ:
    server = embedded.start(Path(tempfile.mkdtemp(prefix="greenlist-test-pg-")), throwaway=True)
    atexit.register(server.cleanup)
    os.environ["DATABASE_URL"] = server.get_uri()

from greenlist.ops.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; the real one has its own test
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_ON = True
SECOND_FACTOR = "optional"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - whitenoise warns where it is missing
