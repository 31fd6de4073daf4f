"""Forms of verification: one value, several as claimed, a nonconformity, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenlist.agencies.queries.verifying import Value
from greenlist.applications.forms.boxes import ShownBox, box_of
from greenlist.applications.forms.parts import ANSWER_WORDS, EXCLUSION_WORDS
from greenlist.applications.forms.reading import read, text_of
from greenlist.applications.models import Evidence, Nonconformity, Statement
from greenlist.applications.queries.editing import Desk
from greenlist.applications.sections.shapes import ConditionQuestion, JudgedQuestion
from greenlist.engine.decimals import parse_decimal

REASON = 2000  # characters
BASIS_HINT = gettext_lazy("看了什么、怎么算的、与哪份材料一致。")


class BasisForm(forms.Form):
    """On what something is verified: reason, a file of the application or one of one's own, the page in it."""

    reason = forms.CharField(
        label=gettext_lazy("核查依据"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=BASIS_HINT, error_messages={"required": gettext_lazy("请写明核查依据。")},
    )  # fmt: skip
    evidence = forms.ChoiceField(label=gettext_lazy("依据的文件"), required=False)
    page = forms.CharField(label=gettext_lazy("页码"), required=False, max_length=40)
    upload = forms.FileField(
        label=gettext_lazy("或上传自己的文件"), required=False,
        error_messages={"empty": gettext_lazy("文件是空的；请确认选对了文件。")},
    )  # fmt: skip

    def __init__(self, *args: Any, known: Sequence[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in known}
        names = [(key, one.name) for key, one in self.known.items()]
        self.fields["evidence"].choices = [("", _("不附文件")), *names]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Evidence | None:
        """The file of the application that was chosen."""
        return self.known.get(self.cleaned_data.get("evidence", ""))


class ValueForm(BasisForm):
    """The verified value of one place, made for what is asked there."""

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.CharField(widget=forms.HiddenInput)
    field_order = ("content", "unit", "points", "answer", "reason", "evidence", "page", "upload", "base", "place")

    def __init__(self, value: Value, desk: Desk, *args: Any, **kwargs: Any) -> None:
        self.value = value
        word = value.verified or value.claimed
        initial = {
            "place": value.place, "base": value.verified.pk if value.verified else 0,
            "reason": value.verified.reason if value.verified else "", "page": word.page if word else "",
            "evidence": desk.file_id(word.evidence_id) if word else None,
        }  # fmt: skip
        super().__init__(
            *args, known=desk.evidence, initial=initial, auto_id=f"v-{value.place}-%s", label_suffix="", **kwargs
        )
        if value.shape == "score":
            self.fields["content"] = _number(_("报告载明的得分"), (word.content or {}).get("total", "") if word else "")
        elif value.box is not None:
            self._box(box_of(value.box, desk, {}, _typed(word, value.place)), word)
        else:
            self._answer(word)
        self.order_fields(self.field_order)

    def _box(self, shown: ShownBox, word: Statement | None) -> None:
        """The control of a value, with the units it may be in."""
        label = _("核查值") if not shown.unit_text else _("核查值（%(unit)s）") % {"unit": shown.unit_text}
        if shown.widget == "number":
            self.fields["content"] = _number(label, shown.text)
        elif shown.widget == "select":
            options = [("", _("请选择")), *((value, words) for value, words, _chosen in shown.options)]
            self.fields["content"] = forms.ChoiceField(label=label, choices=options, initial=shown.text)
        else:
            rows = 3 if shown.widget in {"long", "ticks"} else 1
            area = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
            self.fields["content"] = forms.CharField(label=label, widget=area, initial=shown.text)
        if shown.units:
            unit = word.unit if word else ""
            choices = [(value, words) for value, words, _chosen in shown.units]
            self.fields["unit"] = forms.ChoiceField(label=_("单位"), choices=choices, required=False, initial=unit)

    def _answer(self, word: Statement | None) -> None:
        """Points, an answer, or both."""
        question = self.value.question
        given = word.content if word is not None and isinstance(word.content, dict) else {}
        judged = question if isinstance(question, JudgedQuestion) else None
        if judged is not None and judged.points:
            most = f"（{_('满分')} {judged.most}）" if judged.most else ""
            self.fields["points"] = _number(_("评分") + most, given.get("points", ""), required=not judged.answer)
        if judged is None or judged.answer:
            exclusion = isinstance(question, ConditionQuestion) and question.exclusion
            words = [("", _("请选择")), *(EXCLUSION_WORDS if exclusion else ANSWER_WORDS)]
            self.fields["answer"] = forms.ChoiceField(
                label=_("结论"), choices=words, initial=given.get("answer", ""),
                required=judged is None or not judged.points,
            )  # fmt: skip

    def clean_content(self) -> str:
        """What the engine cannot read is not taken."""
        content, box = str(self.cleaned_data["content"]).strip(), self.value.box
        problem = ""
        if box is not None:
            problem = read(box, self._as_kept(content), self.data.get("unit", "")).problem
        elif parse_decimal(content) is None:
            problem = _("这里填数字。")
        if problem:
            raise forms.ValidationError(problem)
        return content

    def clean(self) -> dict[str, Any]:
        """A judgement says something."""
        data: dict[str, Any] = super().clean() or {}
        asked = {"points", "answer"} & set(self.fields)
        if asked and not self.errors and not any(data.get(name) for name in asked):
            self.add_error(min(asked), _("请给出判断。"))
        return data

    def _as_kept(self, content: str) -> Any:
        box = self.value.box
        if box is not None and box.field.type == "list" and box.field.values:
            return [line.strip() for line in content.splitlines() if line.strip()]
        return content

    @property
    def content(self) -> Any:
        """The content as it is stated."""
        text = self.cleaned_data["content"]
        return {"total": text} if self.value.shape == "score" else self._as_kept(text)


def _typed(word: Statement | None, place: str) -> dict[str, Any]:
    return {place: word.content} if word is not None else {}


def _number(label: str, initial: Any, *, required: bool = True) -> forms.CharField:
    """A number as text: Decimal reads it, not the browser."""
    box = forms.TextInput(attrs={"inputmode": "decimal", "class": "input-num", "autocomplete": "off"})
    return forms.CharField(label=label, widget=box, initial=text_of(initial), required=required, max_length=60)


class CommonForm(forms.Form):
    """One basis for several values."""

    reason = forms.CharField(
        label=gettext_lazy("共同的核查依据"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=BASIS_HINT, error_messages={"required": gettext_lazy("请写明核查依据。")},
    )  # fmt: skip


def _due(**more: Any) -> forms.DateField:
    day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=gettext_lazy("答复期限"), required=False, widget=day, **more)


class NonconformityForm(forms.Form):
    """What is wrong at a place, how grave, and until when an answer is asked for."""

    grade = forms.ChoiceField(
        label=gettext_lazy("程度"), choices=Nonconformity.Grade.choices, widget=forms.RadioSelect,
        help_text=gettext_lazy("严重不符合没有关闭时，报告不能写完，也不能签章。"),
        error_messages={"required": gettext_lazy("请选择程度。")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("问题"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("哪里不符合、依据是什么、需要补充什么。"),
        error_messages={"required": gettext_lazy("请写明问题。")},
    )  # fmt: skip
    due = _due()


class AnswerForm(forms.Form):
    """What the unit answers."""

    answer = forms.CharField(
        label=gettext_lazy("答复"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("改了什么，或者为什么不改。答复以后这一项不能再改，除非机构再问。"),
        error_messages={"required": gettext_lazy("请写明答复。")},
    )  # fmt: skip


class VerdictForm(forms.Form):
    """What the agency makes of an answer."""

    verdict = forms.CharField(
        label=gettext_lazy("确认意见"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("请写明意见。")},
    )  # fmt: skip
    due = _due(help_text=gettext_lazy("再问时填。"))


class RevisionForm(forms.Form):
    """Why a signed report is changed."""

    reason = forms.CharField(
        label=gettext_lazy("修改原因"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("原因会印在新的一版里，申报单位和主管部门都看得到。"),
        error_messages={"required": gettext_lazy("请写明修改原因。")},
    )  # fmt: skip


class SignForm(forms.Form):
    """Every point of the statement is agreed to by itself; the digest of what was seen goes with it."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, points: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, point in enumerate(points, start=1):
            self.fields[f"point_{number}"] = forms.BooleanField(
                label=point, error_messages={"required": gettext_lazy("请勾选；不能声明这一条就不能签章。")}
            )
