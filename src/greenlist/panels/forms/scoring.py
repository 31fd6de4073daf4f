"""The form of a score sheet, made from its lines, and of stepping back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenlist.engine.decimals import parse_decimal, round_half_up
from greenlist.panel.sheet import PLACES, Line, shown
from greenlist.panels.domain.scoring import LONGEST
from greenlist.panels.models import ScoreSheet
from greenlist.panels.queries.sheets import Given, SheetPage


class Points(forms.CharField):
    """Points as people type them: full-width digits and blanks are fine, at most two decimals."""

    def clean(self, value: Any) -> Decimal | None:
        """The number, None where nothing stands."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        number = parse_decimal(text)
        if number is None:
            raise forms.ValidationError(_("请填一个数，如 8 或 7.5。"))
        if number != round_half_up(number, PLACES):
            raise forms.ValidationError(_("最多两位小数。"))
        return number


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sheet with its two controls."""

    line: Line
    points: forms.BoundField
    reason: forms.BoundField


class SheetForm(forms.Form):
    """Points and reason of every line, advice, remark. `submission`: the version that was looked at."""

    submission = forms.IntegerField(widget=forms.HiddenInput)
    advice = forms.ChoiceField(
        label=gettext_lazy("评审意见"), required=False, choices=ScoreSheet.Advice.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label=gettext_lazy("总体评价"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("不建议推荐或需要讨论的，请写明原因。"),
    )  # fmt: skip

    def __init__(self, page: SheetPage, *args: Any, **kwargs: Any) -> None:
        self.page = page
        kwargs.setdefault("initial", self._initial())
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for line in page.lines:
            name = line.name or _("总分")
            self.fields[f"p-{line.id}"] = Points(
                label=_("得分：%(item)s") % {"item": name}, required=False, max_length=20,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input-num"}),
            )  # fmt: skip
            self.fields[f"r-{line.id}"] = forms.CharField(
                label=_("理由：%(item)s") % {"item": name}, required=False, max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 1}),
            )  # fmt: skip

    def _initial(self) -> dict[str, Any]:
        page = self.page
        found: dict[str, Any] = {"submission": page.submission.pk}
        if page.sheet is not None:
            found |= {"advice": page.sheet.advice, "remark": page.sheet.remark}
        for key, one in page.given.items():
            found |= {f"p-{key}": shown(one.points), f"r-{key}": one.reason}
        return found

    def row_of(self, line: Line) -> Row:
        """The controls of a line."""
        return Row(line, self[f"p-{line.id}"], self[f"r-{line.id}"])

    @property
    def rows(self) -> Iterator[Row]:
        """Every line with its controls."""
        return (self.row_of(line) for line in self.page.lines)

    @property
    def given(self) -> dict[str, Given]:
        """What was typed, by line."""
        clean = self.cleaned_data
        return {one.id: Given(clean[f"p-{one.id}"], clean[f"r-{one.id}"].strip()) for one in self.page.lines}

    def at(self, field: str, text: str) -> None:
        """What a verb refused, beside the control it names."""
        self.add_error(field if field in self.fields else None, text)


class StepBackForm(forms.Form):
    """Why an expert must not review a case."""

    reason = forms.CharField(
        label=gettext_lazy("回避的理由"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("与申报单位或评价机构是什么关系，例如任职、合作、亲属。省厅看得到，申报单位看不到。"),
        error_messages={"required": gettext_lazy("请写明回避的理由。")},
    )  # fmt: skip
