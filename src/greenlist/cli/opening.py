"""How a command gets at the site: its settings, its database, the language of its messages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from greenlist.cli.common import Lang, fail
from greenlist.engine.messages import say

_LANGUAGES = {Lang.ZH: "zh-hans", Lang.EN: "en"}


@contextmanager
def site(lang: Lang) -> Iterator[None]:
    """The site, opened. A fault of the settings, or a database that cannot be reached, is told and leaves with 2."""
    import django  # noqa: PLC0415 - commands that need no site need no Django
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenlist.ops.settings")
    with settings_faults(lang):
        try:
            django.setup()
            with translation.override(_LANGUAGES[lang]):
                yield
        except OperationalError as error:
            fail(say("site.unusable", reason=str(error).strip()), lang.language)
        except ProgrammingError:  # a table that is not there yet
            fail(say("site.not_migrated"), lang.language)


@contextmanager
def settings_faults(lang: Lang) -> Iterator[None]:
    """A setting that is nonsense is told and leaves with 2."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - as above

    try:
        yield
    except ImproperlyConfigured as error:
        fail(say("site.unusable", reason=str(error)), lang.language)
