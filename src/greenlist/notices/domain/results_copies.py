"""To whom the letters that tell units their result are sent besides."""

from __future__ import annotations

from django.db import transaction

from greenlist.journal.domain import record
from greenlist.notices.models import ResultImport
from greenlist.notices.rules.results import results
from greenlist.paperwork.domain.feet import checked_copies, told_copies
from greenlist.parties.access import Hat, require


@transaction.atomic
def copy_letters(*, result: ResultImport, copies: str, by: Hat) -> ResultImport:
    """Send every letter of an applied list also to these (抄送), as typed; '' to nobody. Raises NotAllowed, Refused."""
    held = ResultImport.objects.select_for_update().get(pk=result.pk)
    require(results.may(by, "copy", held))
    before = told_copies(held)
    held.copies = checked_copies(copies)
    held.save(update_fields=["copies"])
    record("result.copies_named", held, by=by.actor, before=before, after=told_copies(held))
    return held
