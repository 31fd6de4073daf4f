"""Which public sources applicants may check themselves against."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction
from greenlist.screenings.models import OpenedSource
from greenlist.screenings.sources import sources_of


@transaction.atomic
def open_source(*, authority: Jurisdiction, source: str, by: Hat) -> OpenedSource:
    """Let applicants check themselves against a source. Raises Refused: unknown, or not published to everybody."""
    known = sources_of(authority).get(source)
    if known is None:
        raise Refused(_("没有“%(source)s”这个来源，请从列表中选择。") % {"source": source}, "source")
    if not known.public:
        raise Refused(_("“%(name)s”不是公开名单，不能开放给申报单位自查。") % {"name": known.name}, "source")
    opened, made = OpenedSource.objects.get_or_create(
        authority=authority, source=source, defaults={"by": by.person, "at": clock.now()}
    )
    if made:
        record("list_source.opened", opened, by=by.actor, after={"source": source, "authority": authority.code})
    return opened


@transaction.atomic
def close_source(*, authority: Jurisdiction, source: str, by: Hat) -> None:
    """Applicants may not use a source any more. One that is not open stays so."""
    opened = OpenedSource.objects.select_for_update().filter(authority=authority, source=source).first()
    if opened is None:
        return
    OpenedSource.objects.filter(pk=opened.pk).delete()
    before = {"source": source, "authority": authority.code}
    record("list_source.closed", opened, by=by.actor, before=before)
