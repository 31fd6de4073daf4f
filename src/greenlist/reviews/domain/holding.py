"""What the verbs of the room share: the application held, the open check of its newest version, a paper kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import Upload, keep_blob, received
from greenlist.applications.filetypes import ACCEPTED
from greenlist.applications.limits import MB, Limits
from greenlist.applications.models import Application, Blob, Submission
from greenlist.applications.process import TransitionRefused, ways_from
from greenlist.parties.domain import Refused
from greenlist.reviews.models import FormalCheck

PAPERS = Limits(50 * MB, 500 * MB, 100, ACCEPTED)  # of an office's written words; no policy speaks of them


def hold(application: Application) -> Application:
    """The application, its row locked until the transaction ends."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("round__law", "round__jurisdiction", "unit", "city").get(pk=application.pk)


def newest_version(application: Application) -> Submission:
    """The newest version handed in. Raises Refused: none was."""
    found = application.submissions.order_by("-number").first()
    if found is None:
        raise Refused(_("这份申报还没有提交。"))
    return found


def open_check(submission: Submission) -> FormalCheck:
    """The open check of a version, made where there is none; hold the application first."""
    found, _made = FormalCheck.objects.get_or_create(
        submission=submission, outcome="", defaults={"application_id": submission.application_id}
    )
    return found


def keep_paper(upload: Upload) -> tuple[Blob, str]:
    """Keep a file with its name. Raises FileRefused."""
    with received(upload, PAPERS) as (incoming, name, kind):
        return keep_blob(incoming, kind), name


def way_to(application: Application, state: str, *, back: bool | None = None) -> str:
    """The way from where the application stands to a state. Raises TransitionRefused."""
    for way in ways_from(application):
        if way.to == state and (back is None or way.back is back):
            return way.id
    raise TransitionRefused(_("从现在的状态不能走这一步，请刷新后再看。"))
