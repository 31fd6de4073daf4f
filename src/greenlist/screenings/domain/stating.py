"""The verb of a list that its source has published as empty."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction
from greenlist.screenings.models import ListFile
from greenlist.screenings.sources import sources_of

from .importing import Nil, take_list


@transaction.atomic
def state_nil(*, authority: Jurisdiction, source: str, nil: Nil, as_of: date, by: Hat) -> ListFile:
    """Take in that a source has published nobody this time, where there is no file: a table of its header alone.

    Raises Refused as `take_list`.
    """
    known = sources_of(authority).get(source)
    header = [] if known is None else [heads[0] for heads in known.columns.values() if heads]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nil.csv"
        path.write_text(",".join(header) + "\n", encoding="utf-8")
        name = _("本期无名单_%(day)s.csv") % {"day": as_of.isoformat()}
        return take_list(authority=authority, source=source, path=path, name=name, as_of=as_of, by=by, nil=nil)
