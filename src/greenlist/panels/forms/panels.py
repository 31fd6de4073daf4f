"""What a panel is formed with, and what is said when it is changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Kind
from greenlist.panels.domain.panels import Shape
from greenlist.panels.models import Expert, Panel
from greenlist.rounds.models import Round

from .experts import industries


class PanelForm(forms.Form):
    """Name, kind, industries, experts per case."""

    name = forms.CharField(label=_("名称"), max_length=80, help_text=_("例如：食品医药组。"))
    kind = forms.ChoiceField(label=_("类别"), choices=Kind.choices)
    per_case = forms.IntegerField(label=_("每份申报的专家人数"), min_value=1, max_value=20)
    industries = industries(
        _("行业"), help_text=_("按 GB/T 4754 两位代码。一个也不选：评审这一类别中别的评审组没有包括的行业。")
    )
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("评审开始以后修改，要写明理由。"),
    )  # fmt: skip

    def __init__(self, *args: Any, panel: Panel | None = None, per_case: int | None = None, **kwargs: Any) -> None:
        if panel is not None:
            said = {name: getattr(panel, name) for name in ("name", "kind", "per_case", "industries")}
            kwargs["initial"] = said
        elif per_case is not None:
            kwargs["initial"] = {"per_case": per_case}
        super().__init__(*args, **kwargs)
        if panel is None:
            del self.fields["reason"]
        else:
            self.fields["kind"].choices = [(panel.kind, panel.get_kind_display())]  # type: ignore[attr-defined]

    @property
    def shape(self) -> Shape:
        """As the verbs take it."""
        given = self.cleaned_data
        return Shape(given["name"].strip(), given["kind"], tuple(given["industries"]), given["per_case"])


class RoundForm(forms.Form):
    """Which round."""

    round = forms.ModelChoiceField(label=_("轮次"), queryset=Round.objects.none(), empty_label=None)

    def __init__(self, *args: Any, rounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]


class ExpertReasonForm(forms.Form):
    """One of some experts, and why."""

    expert = forms.ChoiceField(label=_("专家"))
    reason = forms.CharField(
        label=_("理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明理由。")},
    )  # fmt: skip

    def __init__(self, *args: Any, experts: Sequence[tuple[Expert, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(expert.pk): expert for expert, _words in experts}
        choices = [(str(expert.pk), words) for expert, words in experts]
        self.fields["expert"].choices = [("", _("（请选择）")), *choices]  # type: ignore[attr-defined]

    def clean_expert(self) -> Expert:
        """The expert chosen."""
        return self.known[self.cleaned_data["expert"]]
