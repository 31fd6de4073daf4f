"""Forms of the green lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.engine.codes import normalise_uscc, uscc_problem
from greenlist.engine.messages import render

from .models import GreenList, Kind, Mark, NearPair, Upload

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MAX_BYTES = 20 * 1024 * 1024  # the longest national annex is below 1 MB
MB = 1024 * 1024
NOTHING = ("", _("（未选）"))


def small_enough(upload: Any) -> Any:
    """An upload that may be read. Raises ValidationError: too large."""
    if upload.size > MAX_BYTES:
        raise forms.ValidationError(_("文件超过 %(most)d MB 的上限。"), params={"most": MAX_BYTES // MB})
    return upload


class RosterForm(forms.Form):
    """A roster of suppliers or tenants to be counted; nothing of it is kept."""

    whose = forms.ChoiceField(
        label=_("名册里是"), choices=[("suppliers", _("供应商")), ("tenants", _("园区内企业"))], initial="suppliers"
    )
    sheet = forms.FileField(
        label=_("名册文件"), help_text=_(".xlsx 或 .csv，不超过 20 MB；要有“单位名称”一列，最好有“统一社会信用代码”。"),
        error_messages={"required": _("还没有选择文件。"), "empty": _("文件是空的；请确认选对了文件。")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip

    def clean_sheet(self) -> Any:
        """By its size first, before anything of it is read."""
        return small_enough(self.cleaned_data["sheet"])


class UploadForm(forms.Form):
    """A list file and the announcement it belongs to."""

    what = forms.ChoiceField(label=_("文件里是"), choices=Upload.What.choices, initial="entries")
    level = forms.ChoiceField(label=_("级别"), choices=GreenList.Level.choices, initial="province")
    stage = forms.ChoiceField(
        label=_("阶段"), choices=GreenList.Stage.choices, initial="final",
        help_text=_("公示的单位只是拟认定；公布后另导入公布名单，两份都保留。"),
    )  # fmt: skip
    label = forms.CharField(label=_("批次或年度"), max_length=40, help_text=_("按公告写，如“第五批”“2024年度”。"))
    batch = forms.IntegerField(
        label=_("批次序号"), required=False, min_value=1, max_value=999,
        help_text=_("第几批，台账按它排序；年度名单接着前面的批次往下数。"),
    )  # fmt: skip
    year = forms.IntegerField(label=_("名单年度"), required=False, min_value=2010, max_value=2100)
    announced_on = forms.DateField(label=_("公布日期"), required=False, widget=DAY)
    document = forms.CharField(label=_("文号"), required=False, max_length=80)
    mark = forms.ChoiceField(
        label=_("出处"), choices=Mark.choices, initial="unverified", help_text=_("看到公告原文的选“原文”。")
    )
    sheet = forms.FileField(
        label=_("名单文件"),
        help_text=_(".xlsx 或 .csv，不超过 20 MB；工厂、园区、供应链可以在一个文件里。"),
        error_messages={"required": _("还没有选择文件。"), "empty": _("文件是空的；请确认选对了文件。")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_sheet(self) -> Any:
        """By its size first, before anything of it is read."""
        return small_enough(self.cleaned_data["sheet"])

    def clean(self) -> None:
        """Removals and renamings hold from a day, by a document."""
        asked = self.cleaned_data
        if asked.get("what") == Upload.What.ENTRIES:
            return
        if not asked.get("announced_on"):
            self.add_error("announced_on", _("移出和更名要写明公布日期。"))
        if not asked.get("document"):
            self.add_error("document", _("移出和更名要写明文号或文件名称。"))

    def about(self) -> dict[str, Any]:
        """The announcement, as lists keep it."""
        names = ("level", "stage", "label", "batch", "year", "announced_on", "document", "mark")
        return {name: self.cleaned_data[name] for name in names}


class ChangeForm(forms.Form):
    """A removal or renaming as announced."""

    what = forms.ChoiceField(label=_("事项"), choices=[("removed", _("移出")), ("renamed", _("更名"))])
    level = forms.ChoiceField(label=_("级别"), choices=GreenList.Level.choices, initial="province")
    kind = forms.ChoiceField(
        label=_("类型"), choices=[NOTHING, *Kind.choices], required=False, help_text=_("更名公告没有分类时可以不选。")
    )
    name = forms.CharField(label=_("单位名称"), max_length=120, help_text=_("按公告写；更名的写原名称。"))
    new_name = forms.CharField(label=_("更名后名称"), max_length=120, required=False)
    uscc = forms.CharField(label=_("统一社会信用代码"), max_length=40, required=False)
    announced_on = forms.DateField(label=_("公布日期"), widget=DAY)
    document = forms.CharField(label=_("文号"), max_length=80, help_text=_("公告的文号；没有文号的写文件名称。"))
    label = forms.CharField(
        label=_("随哪一批公布"), max_length=40, required=False, help_text=_("如“2024年度”；台账按批次合计。")
    )
    batch = forms.IntegerField(label=_("批次序号"), required=False, min_value=1, max_value=999)

    def clean_uscc(self) -> str:
        """A code that can be one."""
        code = normalise_uscc(self.cleaned_data["uscc"])
        wrong = uscc_problem(code) if code else None
        if wrong is not None:
            raise forms.ValidationError(render(wrong))
        return code


class CountsForm(forms.Form):
    """The totals printed with a batch. An empty box: not printed."""

    level = forms.ChoiceField(label=_("级别"), choices=GreenList.Level.choices)
    batch = forms.IntegerField(label=_("批次序号"), min_value=1, max_value=999)
    label = forms.CharField(label=_("批次或年度"), max_length=40)
    announced_on = forms.DateField(label=_("公布日期"), required=False, widget=DAY)
    document = forms.CharField(label=_("文号"), required=False, max_length=80)
    mark = forms.ChoiceField(label=_("出处"), choices=Mark.choices, initial="unverified")

    FIGURES = (("listed", _("列入")), ("removed", _("移出")), ("renamed", _("更名")), ("draft", _("公示")))
    ROWS = (*Kind.choices, ("", _("不分类型")))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, name in self.ROWS:
            for figure, word in self.FIGURES:
                if not kind and figure != "renamed":  # only renamings are printed for all kinds together
                    continue
                box = forms.IntegerField(required=False, min_value=0, max_value=10**6, label=f"{name} {word}")
                self.fields[f"{kind or 'all'}-{figure}"] = box

    def figures(self) -> dict[str, dict[str, int | None]]:
        """By kind and figure."""
        told = self.cleaned_data
        return {
            kind: {figure: told.get(f"{kind or 'all'}-{figure}") for figure, _word in self.FIGURES}
            for kind, _name in self.ROWS
        }

    def grid(self) -> list[tuple[Any, list[Any]]]:
        """The boxes by rows, each with its word."""
        return [
            (
                name,
                [
                    (self[key], word)
                    for figure, word in self.FIGURES
                    if (key := f"{kind or 'all'}-{figure}") in self.fields
                ],
            )
            for kind, name in self.ROWS
        ]

    def head(self) -> list[Any]:
        """The boxes above the grid."""
        return [self[name] for name in ("level", "batch", "label", "announced_on", "document", "mark")]


class TieForm(forms.Form):
    """A total that somebody printed: how does it tie?"""

    kind = forms.ChoiceField(label=_("类型"), choices=Kind.choices)
    batch = forms.IntegerField(label=_("到第几批"), min_value=1, max_value=999)
    total = forms.IntegerField(label=_("看到的数字"), min_value=0, max_value=10**7)


class CodeForm(forms.Form):
    """Which unit a line is about."""

    uscc = forms.CharField(label=_("统一社会信用代码"), max_length=40, required=False)
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("如营业执照、企业确认函、公示系统查询。"))


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("理由"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class VerdictForm(forms.Form):
    """Whether two spellings are one."""

    verdict = forms.ChoiceField(choices=NearPair.Verdict.choices)
    reason = forms.CharField(max_length=200, required=False)
