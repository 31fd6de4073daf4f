"""Forms of the report: its texts and the technical review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.domain.steps.review import Opinion
from greenlist.agencies.points import FINDINGS, POINTS

from .later import LONG, LaterForm, text_field


class ChapterForm(LaterForm):
    """One text of the report. It may be saved empty: the draft waits for it."""

    later = ("text",)

    text = forms.CharField(label=_("正文"), max_length=LONG * 5, strip=False, widget=forms.Textarea(attrs={"rows": 18}))
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ReviewForm(LaterForm):
    """A finding for each point, the opinion, and whether the draft passes. What is left open the verb names."""

    later = (*POINTS, "opinion")

    opinion = text_field(4, label=_("复核意见"))
    verdict = forms.ChoiceField(
        label=_("结论"), choices=(("passed", _("通过，可以签章")), ("rework", _("退回修改"))), widget=forms.RadioSelect,
        error_messages={"required": _("请选择复核结论。")},
    )  # fmt: skip
    basis = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: dict[str, forms.Field] = {
            key: forms.ChoiceField(
                label=str(label), choices=list(FINDINGS.items()), widget=forms.RadioSelect, required=False
            )
            for key, label in POINTS.items()
        }
        self.fields = asked | self.fields

    @property
    def points(self) -> list[forms.BoundField]:
        """The fields of the points."""
        return [self[key] for key in POINTS]

    @property
    def closing(self) -> list[forms.BoundField]:
        """The fields after them."""
        return [self["opinion"], self["verdict"]]

    @property
    def said_opinion(self) -> Opinion:
        """What was said; of a valid form."""
        given = self.cleaned_data
        points = {key: given[key] for key in POINTS if given[key]}
        return Opinion(passed=given["verdict"] == "passed", text=given["opinion"], points=points)
