"""What the verbs of cases share: the case held, a paper kept."""

from __future__ import annotations

from greenlist.agencies.models import CasePaper, ConductCase
from greenlist.applications.domain.keeping import Upload, keep_blob, received
from greenlist.applications.filetypes import ACCEPTED
from greenlist.applications.limits import MB, Limits
from greenlist.engine import clock
from greenlist.parties.access import Hat

PAPERS = Limits(50 * MB, 500 * MB, 100, ACCEPTED)  # of one case; no policy speaks of them


def hold(case: ConductCase) -> ConductCase:
    """The case, its row locked until the transaction ends."""
    rows = ConductCase.objects.select_for_update(of=("self",))
    return rows.select_related("agency", "province", "engagement__application__round__law").get(pk=case.pk)


def keep(case: ConductCase, upload: Upload, by: Hat, *, of_agency: bool = False) -> CasePaper:
    """Keep a file with a case. Raises FileRefused."""
    with received(upload, PAPERS) as (incoming, name, kind):
        blob = keep_blob(incoming, kind)
    return CasePaper.objects.create(case=case, blob=blob, name=name, by=by.person, of_agency=of_agency, at=clock.now())
