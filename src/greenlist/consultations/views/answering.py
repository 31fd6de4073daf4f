"""What the pages share on which units are answered about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.forms import Form

from greenlist.applications.filechecks import FileRefused
from greenlist.consultations.domain.answers import Answer
from greenlist.consultations.forms.answering import Sheet
from greenlist.consultations.law import conditions_of
from greenlist.consultations.models import Letter
from greenlist.consultations.queries.letters import Asked, asked_of
from greenlist.consultations.rules.letters import own_among
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request
from greenlist.parties.models import Person

Put = Callable[[list[Answer]], object]


def sheet_of(
    request: Request, letter: Letter, person: Person | None, *, asked: Sequence[Asked] | None = None,
    each: bool = True, required: frozenset[int] = frozenset(),
) -> Sheet:  # fmt: skip
    """The controls of a letter's units, bound where they were sent (`each`)."""
    rows = asked_of(letter) if asked is None else asked
    bound = request.method == "POST" and each
    return Sheet(
        rows, conditions_of(letter.consultation.round), own=own_among(person, [one.unit.application for one in rows]),
        data=request.POST if bound else None, files=request.FILES if bound else None, required=required,
    )  # fmt: skip


def put(sheet: Sheet, act: Put, form: Form | None = None, *, whole: bool = False) -> bool:
    """Hand the answers to a verb; what it refuses stands at its control, of the units or of `form`."""
    if not whole and not sheet.is_valid():
        return False
    try:
        act(sheet.nothing_against() if whole else sheet.answers())
    except Refused as refused:
        if form is not None and refused.field in form.fields:
            form.add_error(refused.field, str(refused))
        else:
            sheet.refuse(str(refused), refused.field)
    except FileRefused as refused:
        if form is not None and "scan" in form.fields:
            form.add_error("scan", str(refused))
        else:
            sheet.refuse(str(refused), "")
    else:
        return True
    return False
