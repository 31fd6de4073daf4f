"""A site on an embedded server of its own, for benchmarks that need the database. Import it before any model."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]


def open_site() -> None:
    """Start PostgreSQL with its production settings (every commit waits for the disk), migrate, set Django up."""
    from greenlist.ops import embedded

    sys.path.insert(0, str(CHECKOUT / "tests"))
    os.environ["GREENLIST_SECRET_KEY"] = "benchmark"  # noqa: S105 - of a site that lives for a minute
    os.environ["GREENLIST_DATA"] = tempfile.mkdtemp(prefix="greenlist-bench-data-")
    os.environ["GREENLIST_SECOND_FACTOR"] = "optional"  # the made-up people have none
    os.environ["DJANGO_SETTINGS_MODULE"] = "greenlist.ops.settings"
    os.environ.pop("GREENLIST_DEBUG", None)
    server = embedded.start(Path(tempfile.mkdtemp(prefix="greenlist-bench-pg-")), throwaway=True)
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM RESET {setting};")
    server.psql("SELECT pg_reload_conf();")
    os.environ["DATABASE_URL"] = server.get_uri()

    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # to make a world in a second
    call_command("migrate", verbosity=0)
