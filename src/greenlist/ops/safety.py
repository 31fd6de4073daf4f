"""What a site in use must not be started with. `greenlist serve` asks here first and refuses."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import Error, connection

from greenlist.applications.signing import sm2_key
from greenlist.engine.messages import Message, say

from .health import up_to_date

SHORTEST_KEY = 50  # characters, as Django's own check asks
FEWEST_SIGNS = 10  # different ones in it
OLDEST_SERVER = 15  # major version of PostgreSQL


def dangers() -> list[Message]:
    """Everything that is unsafe about the settings and the database. Empty: the site may be served."""
    return [*of_settings(), *of_database()]


def of_settings() -> Iterator[Message]:
    """What the settings alone tell."""
    if settings.DEBUG:
        yield say("site.debug_on")
    if settings.DEMO:
        yield say("site.demo_on")
    if len(settings.SECRET_KEY) < SHORTEST_KEY or len(set(settings.SECRET_KEY)) < FEWEST_SIGNS:
        yield say("site.key_weak", length=SHORTEST_KEY)
    if not settings.ALLOWED_HOSTS or any(host.startswith("*") for host in settings.ALLOWED_HOSTS):
        yield say("site.hosts_open")
    if not settings.HTTPS and not settings.PLAIN_HTTP:
        yield say("site.no_https")
    try:
        sm2_key()
    except (OSError, ValueError):
        yield say("site.sm2_unread", file=str(settings.SM2_KEY))


def of_database() -> Iterator[Message]:
    """What has to be asked of the database: does it answer, is it new enough, may the program change the journal."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::int / 10000, current_user")
            version, user = cursor.fetchone()
        if version < OLDEST_SERVER:
            yield say("site.database_old", version=version, least=OLDEST_SERVER)
        if not up_to_date():
            yield say("site.not_migrated")
        elif _may_change_journal():
            yield say("site.journal_open", user=user)
    except Error as error:
        yield say("site.no_database", reason=str(error).strip())


def _may_change_journal() -> bool:
    rights = "has_table_privilege('journal_entry', 'UPDATE') OR has_table_privilege('journal_entry', 'DELETE')"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {rights}")
        return bool(cursor.fetchone()[0])
