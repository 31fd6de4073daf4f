"""What an application says of a unit that is on a list now: the data of its last version handed in."""

from __future__ import annotations

from greenlist.engine.application import read_application
from greenlist.engine.fields import fields_of
from greenlist.listings.telling import CASES, LastCase
from greenlist.parties.access import Hat
from greenlist.rounds.law import book_of

from .models import Submission
from .rules import applications


def last_case(hat: Hat | None, uscc: str, kind: str) -> LastCase | None:
    """The last version of a unit and kind that this hat may see, as the engine reads it. Two queries."""
    rows = Submission.objects.filter(
        application__in=applications.visible(hat), application__unit__uscc=uscc, application__kind=kind
    )
    last = rows.select_related("application__round").order_by("-at", "-pk").first()
    if last is None:
        return None
    case, _problems = read_application(last.data, fields_of(book_of(last.application.round)))
    if case is None:
        return None
    return LastCase(case, f"{case.evaluation_year}年数据的申报（回执 {last.receipt_number}）")


CASES.append(last_case)
