"""To whom a batch is sent: a letter per department, those of the policy and others that the city adds."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenlist.consultations.law import may_add
from greenlist.consultations.models import Consultation, Letter
from greenlist.consultations.queries.candidates import department_of, departments_in
from greenlist.consultations.queries.holding import held_consultation, held_letter
from greenlist.consultations.rules.consultations import consultations
from greenlist.consultations.rules.letters import letters
from greenlist.documents.letters.recommending import NUMBER
from greenlist.journal.domain import record
from greenlist.paperwork.domain.feet import checked_copies, told_copies
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction, Organisation


def first_letter(consultation: Consultation, field: str) -> Letter:
    """The letter to a department that the policy names: its organisation here, or its field as an addressee."""
    department = department_of(consultation.city, field)
    addressee = department.name if department else f"{consultation.city.name}{field}部门"
    return Letter.objects.create(
        consultation=consultation, field=field, addressee=addressee, department=department, mandatory=True
    )


@transaction.atomic
def add_letter(
    *, consultation: Consultation, field: str, addressee: str, by: Hat, department: Organisation | None = None
) -> Letter:
    """Ask one more department (等). Raises Refused: the policy allows no other, no name, asked already."""
    held = held_consultation(consultation.pk)
    require(consultations.may(by, "edit", held))
    if not may_add(held.round):
        raise Refused(_("所依的政策列明了征求意见的部门，不能增列。"), "field")
    field, addressee = field.strip(), _addressee(addressee, department, held.city)
    if not field:
        raise Refused(_("请写明部门的职能，如：能源、水利、税务。"), "field")
    made = _saved(Letter(consultation=held, field=field, addressee=addressee, department=department, mandatory=False))
    record("consultation.letter_added", made, by=by.actor, after={"field": field, "addressee": addressee})
    return made


@transaction.atomic
def change_letter(*, letter: Letter, addressee: str, by: Hat, department: Organisation | None = None) -> Letter:
    """Another addressee. Raises Refused: no name, asked already, a department of another place."""
    held = held_letter(letter.pk)
    require(letters.may(by, "change", held))
    before = held.addressee
    held.addressee, held.department = _addressee(addressee, department, held.consultation.city), department
    _saved(held)
    record(
        "consultation.letter_changed", held, by=by.actor, before={"addressee": before},
        after={"addressee": held.addressee, "account": department is not None},
    )  # fmt: skip
    return held


@transaction.atomic
def remove_letter(*, letter: Letter, by: Hat) -> None:
    """Ask a department after all not; one that the policy names is always asked. Raises Refused."""
    held = held_letter(letter.pk)
    require(letters.may(by, "change", held))
    if held.mandatory:
        raise Refused(_("“%(who)s”是政策要求征求意见的部门，不能去掉。") % {"who": held.addressee})
    record("consultation.letter_removed", held, by=by.actor, before={"addressee": held.addressee})
    held.delete()


@transaction.atomic
def number_letter(*, letter: Letter, number: str, issued_on: date | None, by: Hat, copies: str = "") -> Letter:
    """Number and date of the paper and to whom else it goes, also after it went out.

    Raises Refused: not the form of a document number, copies that are no names.
    """
    held = held_letter(letter.pk)
    require(letters.may(by, "number", held))
    number = number.strip()
    if number and not NUMBER.fullmatch(number):
        raise Refused(_("文号要像“长工信函〔2024〕12号”这样写。"), "number")
    before = _told_paper(held)
    held.number, held.issued_on, held.copies = number, issued_on, checked_copies(copies)
    held.save(update_fields=["number", "issued_on", "copies"])
    record("consultation.letter_numbered", held, by=by.actor, before=before, after=_told_paper(held))
    return held


def _told_paper(letter: Letter) -> dict[str, object]:
    on = letter.issued_on.isoformat() if letter.issued_on else None
    return {"number": letter.number, "issued_on": on, **told_copies(letter)}


def _addressee(addressee: str, department: Organisation | None, city: Jurisdiction) -> str:
    if department is None:
        if not addressee.strip():
            raise Refused(_("请写明主送单位，或从有账号的部门中选择。"), "addressee")
        return addressee.strip()
    if not departments_in(city).filter(pk=department.pk).exists():
        raise Refused(_("这个部门不在本市（州），请重新选择。"), "department")
    return addressee.strip() or department.name


def _saved(letter: Letter) -> Letter:
    try:
        with transaction.atomic():
            letter.save()
    except IntegrityError:
        raise Refused(_("已经有一份函主送“%(who)s”。") % {"who": letter.addressee}, "addressee") from None
    return letter
