"""What goes out of this room as a document: a letter, the overview as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import override

from greenlist.applications.models import Kind
from greenlist.applications.process import process_of
from greenlist.documents.consultation_table import Cell, Row, consultation_table
from greenlist.documents.letters import AskedUnit, Asking, consulting
from greenlist.documents.letters import Letter as Document
from greenlist.engine import clock
from greenlist.engine.case import Kind as CaseKind
from greenlist.paperwork.feet import copied
from greenlist.paperwork.printing import FORMS
from greenlist.paperwork.printing import printed as printed_in
from greenlist.rounds.models import Round

from .law import policy_of, silence_days
from .models import Consultation, Letter
from .queries.candidates import Shown
from .queries.offices import office_of
from .queries.standing import state_word
from .queries.table import Line

__all__ = ["FORMS", "letter_of", "printed", "table_file"]


def letter_of(letter: Letter, shown: Sequence[Shown]) -> Document:
    """The document of a letter about these units, marked as a draft until it was sent."""
    batch = letter.consultation
    asking = Asking(
        letter.addressee, [_unit(one) for one in shown], batch.asked_until, batch.text, batch.contact,
        silence_days(batch.round), sent=batch.state != Consultation.State.DRAFT,
    )  # fmt: skip
    document = consulting(
        policy_of(batch.round), asking, office=office_of(batch.city), number=letter.number, on=letter.issued_on
    )
    return copied(document, letter)


def _unit(one: Shown) -> AskedUnit:
    return AskedUnit(one.name, one.uscc, CaseKind(one.kind), one.industry, one.address, one.tenants)


def printed(document: Document, form: str, round_: Round) -> bytes:
    """The document in one of `FORMS`. Raises Unprintable."""
    return printed_in(document, form, kind="consultation_letter", round_=round_)


def table_file(batch: Consultation, letters: Sequence[Letter], lines: Sequence[Line]) -> bytes:
    """The overview of a batch as it stands now."""
    labels = {one.id: one.labels.office for one in process_of(batch.round).states}
    with override("zh-hans"):  # a table for the files of an office, whatever the language of the page
        rows = [_row(one, labels) for one in lines]
        note = f"{batch.city.name}　{batch.round.title}　截至{clock.now():%Y-%m-%d %H:%M}"
        return consultation_table(f"{batch.title}　征求意见情况", note, [one.addressee for one in letters], rows)


def _row(line: Line, labels: dict[str, str]) -> Row:
    cells = [Cell(state_word(one), one.state) for one in line.rows]
    state = line.unit.application.state
    missing = "、".join(line.waiting)
    return Row(
        line.shown.name, line.shown.uscc, str(Kind(line.shown.kind).label), cells, missing, line.late(clock.today()),
        labels.get(state, state),
    )  # fmt: skip
