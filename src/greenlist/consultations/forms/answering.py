"""Answers about the units of a letter: one group of controls a unit, read and refused together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from greenlist.consultations.domain.answers import Answer
from greenlist.consultations.law import Condition
from greenlist.consultations.models import Reply
from greenlist.consultations.queries.letters import Asked

from .parts import day, file, line, text

A = Reply.Answer
CHOICES = [(A.NONE.value, _("无异议")), (A.OBJECTION.value, _("有异议")), (A.MORE_TIME.value, _("需要延长时间"))]


class AnswerForm(forms.Form):
    """What is said about one unit."""

    answer = forms.ChoiceField(label=_("意见"), choices=CHOICES, widget=forms.RadioSelect, required=False)
    facts = text(_("事实和依据"), help_text=_("有异议的必填：何时、何事、依据什么文书。"))
    condition = forms.ChoiceField(label=_("涉及的否决情形"), required=False)
    upload = file(_("证明材料"), help_text=_("处罚决定、通报等，PDF、图片、Word、Excel 或 OFD，20 MB 以内。"))
    until = day(_("延至哪一天答复"), help_text=_("需要延长时间的必填。"))

    def __init__(
        self,
        data: Any = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        asked: Asked,
        conditions: Sequence[Condition],
        own: bool,
    ) -> None:
        super().__init__(data, files, prefix=f"u{asked.unit.pk}", label_suffix="")
        self.asked, self.own = asked, own
        named = [(one.id, f"{one.id} {one.name}") for one in conditions]
        self.fields["condition"].choices = [("", _("不属于所列情形")), *named]  # type: ignore[attr-defined]

    @property
    def unfolded(self) -> bool:
        """Whether what belongs to an objection is shown at once."""
        return bool(self.is_bound and (self.errors or self["answer"].value() in {A.OBJECTION, A.MORE_TIME}))

    @property
    def half_said(self) -> bool:
        """Whether something was written or chosen without saying what the answer is: it would be lost."""
        given = self.cleaned_data
        return not given["answer"] and any(given[name] for name in ("facts", "condition", "upload", "until"))

    def said(self) -> Answer:
        """The answer of a valid form."""
        given = self.cleaned_data
        return Answer(
            self.asked.unit.pk, given["answer"], given["facts"], given["condition"], given["until"], given["upload"]
        )


class Sheet:
    """The answers about all units shown. `required`: ids of those that may not be left out."""

    def __init__(
        self, asked: Iterable[Asked], conditions: Sequence[Condition], *, own: frozenset[int] = frozenset(),
        data: Any = None, files: MultiValueDict[str, Any] | None = None, required: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        self.required, self.trouble, self.bound = required, "", data is not None
        self.forms = [
            AnswerForm(data, files, asked=one, conditions=conditions, own=one.unit.application_id in own)
            for one in asked
        ]
        self.by_prefix = {str(one.prefix): one for one in self.forms}

    @property
    def open(self) -> list[AnswerForm]:
        """Those that may be answered: the unit stands where departments are heard, and is not one's own."""
        return [one for one in self.forms if one.asked.open and not one.own]

    @property
    def waiting(self) -> list[AnswerForm]:
        """Those of them without a final answer yet."""
        return [one for one in self.open if one.asked.row.waiting]

    def is_valid(self) -> bool:
        """Whether every control can be read, and each unit is answered that is required or said something about."""
        fine = all([one.is_valid() for one in self.open])  # noqa: C419 - every form is asked
        for one in self.open if fine else ():
            left_out = one.asked.unit.pk in self.required and not one.cleaned_data["answer"]
            if left_out or one.half_said:
                one.add_error("answer", _g("请对这家单位选择意见。"))
                fine = False
        return fine

    def answers(self) -> list[Answer]:
        """What was said; units without a choice are left as they are."""
        return [one.said() for one in self.open if one.cleaned_data["answer"]]

    def nothing_against(self) -> list[Answer]:
        """No objection to every unit that is required; where none is, to those without a final answer."""
        left = [one for one in self.open if one.asked.unit.pk in self.required] if self.required else self.waiting
        return [Answer(one.asked.unit.pk, A.NONE) for one in left]

    def refuse(self, words: str, field: str) -> None:
        """Put what a verb refused at its control: u12, u12-facts; above all else where there is none."""
        prefix, _dash, name = field.partition("-")
        form = self.by_prefix.get(prefix)
        if form is None:
            self.trouble = words
        else:
            form.add_error(name or "answer", words)

    @property
    def wrong(self) -> list[AnswerForm]:
        """The units with something to mend."""
        return [one for one in self.forms if self.bound and one.errors]


class WholeForm(forms.Form):
    """No objection to all: after a look at the list."""

    seen = forms.BooleanField(
        label=_("我已逐家看过名单，代表本部门答复"),
        error_messages={"required": _("请先看过名单，再勾选这一项。")},
    )  # fmt: skip


class PaperForm(forms.Form):
    """What a reply on paper says besides the answers."""

    scan = file(_("复函扫描件"), required=True, help_text=_("必须上传，与答复一起保存。"))
    signed_by = line(_("签发人"), most=60, help_text=_("复函上的签发人或联系人。"))
    replied_on = day(_("复函日期"), required=True)
