"""The forms by which an officer says what was found on each point."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.reviews.domain import Answer
from greenlist.reviews.domain.answering import MOST
from greenlist.reviews.models import CheckedPoint
from greenlist.reviews.queries.checking import CheckRow

FINE = CheckedPoint.Answer.FINE


class PointForm(forms.Form):
    """One point. Nothing chosen and nothing written: it stays open."""

    answer = forms.ChoiceField(
        label=_("判断"), required=False, choices=CheckedPoint.Answer.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("说明"), required=False, max_length=MOST, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, data: Any = None, *, row: CheckRow) -> None:
        self.row = row
        initial = {"answer": row.answer, "note": row.note}
        super().__init__(data, prefix=prefix(row.id), initial=initial, label_suffix="")

    def clean(self) -> dict[str, Any]:
        """A fault is named; a note without a choice says nothing yet."""
        given: dict[str, Any] = super().clean() or {}
        answer, note = given.get("answer", ""), str(given.get("note", "")).strip()
        if not self.errors and note and not answer:
            self.add_error("answer", _("请选择判断。"))
        if not self.errors and answer and answer != FINE and not note:
            self.add_error("note", _("请写明问题，或为什么无法判断。"))
        return given

    @property
    def said(self) -> Answer | None:
        """The word, None where nothing is said."""
        answer = self.cleaned_data.get("answer", "")
        return Answer(answer, self.cleaned_data["note"].strip()) if answer else None


def prefix(point: str) -> str:
    """A point as the name of a control: the same however the lines are ordered."""
    return "p" + hashlib.sha256(point.encode()).hexdigest()[:10]


def forms_for(rows: Iterable[CheckRow], data: Any = None) -> dict[str, PointForm]:
    """A form per point, by its id."""
    return {one.id: PointForm(data, row=one) for one in rows if one.decided_by == "person"}
