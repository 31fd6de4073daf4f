"""Forms of the evaluation: plan, team, documents, visits, photos, chapters, technical review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.domain.steps import Visited
from greenlist.agencies.domain.steps.review import Opinion
from greenlist.agencies.models import DocumentCheck, EvaluationPlan, SiteVisit, StaffMember, TeamMember
from greenlist.agencies.points import FINDINGS, POINTS
from greenlist.applications.models import Evidence

LONG = 20_000  # characters of a text that a form takes


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _text(rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": rows}), **more)


class PlanForm(forms.Form):
    """Purpose, scope, criteria and calendar. Each may be left for later."""

    purpose = _text(2, label=_("评价目的"), required=False)
    scope = _text(3, label=_("评价范围和边界"), required=False, help_text=_("评价哪个厂区、哪些产品和时间段。"))
    criteria = _text(3, label=_("评价依据"), required=False, help_text=_("评价标准、通知文件和有关法规。"))
    starts_on = _day(label=_("开始日期"), required=False)
    ends_on = _day(label=_("结束日期"), required=False)
    schedule = _text(4, label=_("日程安排"), required=False, help_text=_("每天做什么、谁负责。"))

    def __init__(self, *args: Any, instance: EvaluationPlan | None = None, **kwargs: Any) -> None:
        if instance is not None:
            kwargs["initial"] = {name: getattr(instance, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class MemberForm(forms.Form):
    """Somebody of the filed staff and what they do. Who cannot evaluate the kind by the filing is named so."""

    staff = forms.ChoiceField(label=_("人员"), help_text=_("从本机构备案的人员名单中选。"))
    part = forms.ChoiceField(label=_("分工"), choices=TeamMember.Part.choices, initial=TeamMember.Part.MEMBER)
    tasks = forms.CharField(label=_("职责"), max_length=200, required=False)

    def __init__(self, *args: Any, staff: Iterable[StaffMember], kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(one.pk): one for one in staff}
        choices = [(key, _named(one, kind)) for key, one in self._staff.items()]
        self.fields["staff"].choices = [("", _("请选择")), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> StaffMember:
        """Whom was chosen; of a valid form."""
        return self._staff[self.cleaned_data["staff"]]


def _named(one: StaffMember, kind: str) -> str:
    title = one.title_name or one.get_title_display()
    if kind in one.kinds:
        return f"{one.name}（{title}）"
    return str(_("%(name)s（%(title)s）——备案的能力不含这一类型") % {"name": one.name, "title": title})


class CheckForm(forms.Form):
    """A document and what was found: a file of the application, or something seen on paper."""

    evidence = forms.ChoiceField(label=_("申报材料"), required=False)
    document = forms.CharField(
        label=_("文件名称"),
        max_length=200,
        required=False,
        help_text=_("选了申报材料可以不填；纸质文件请写名称和文号。"),
    )
    finding = forms.ChoiceField(
        label=_("评审结论"), choices=DocumentCheck.Finding.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选择评审结论。")},
    )  # fmt: skip
    note = _text(3, label=_("说明"), required=False, help_text=_("不足时写缺什么；需现场核实时写到现场看什么。"))

    def __init__(self, *args: Any, files: Iterable[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._files = {str(one.pk): one for one in files}
        choices = [(key, one.name) for key, one in self._files.items()]
        self.fields["evidence"].choices = [("", _("不是申报材料")), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Evidence | None:
        """The file that was chosen; of a valid form."""
        return self._files.get(self.cleaned_data["evidence"])


class VisitForm(forms.Form):
    """A visit on site. Who and what was seen may be completed later; the step waits for it."""

    from_on = _day(label=_("到达日期"))
    to_on = _day(label=_("离开日期"))
    place = forms.CharField(label=_("地点"), max_length=200)
    visitors = forms.MultipleChoiceField(
        label=_("到场的评价组成员"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一位到场的评价组成员。")},
    )  # fmt: skip
    met = _text(2, label=_("访谈人员"), required=False, help_text=_("姓名、部门、职务。"))
    seen = _text(
        5, label=_("看到的情况"), required=False, help_text=_("看了哪些车间、设施、计量器具和记录，与申报是否一致。")
    )
    sampling = _text(3, label=_("抽样方法和样本"), required=False)
    latitude = forms.DecimalField(
        label=_("纬度"), required=False, min_value=-90, max_value=90, max_digits=9, decimal_places=6,
        help_text=_("度，北纬为正；没有就不填。"),
    )  # fmt: skip
    longitude = forms.DecimalField(
        label=_("经度"), required=False, min_value=-180, max_value=180, max_digits=9, decimal_places=6,
        help_text=_("度，东经为正。"),
    )  # fmt: skip

    def __init__(self, *args: Any, team: Iterable[TeamMember], visit: SiteVisit | None = None, **kwargs: Any) -> None:
        if visit is not None:
            kwargs["initial"] = {name: getattr(visit, name) for name in self.base_fields if name != "visitors"}
            kwargs["initial"]["visitors"] = [one.pk for one in visit.visitors.all()]
        super().__init__(*args, **kwargs)
        self._team = {str(one.pk): one for one in team}
        choices = [(key, f"{one.staff.name}（{one.get_part_display()}）") for key, one in self._team.items()]
        self.fields["visitors"].choices = choices  # type: ignore[attr-defined]

    @property
    def visited(self) -> Visited:
        """What was filled in; of a valid form."""
        given = dict(self.cleaned_data)
        return Visited(**given | {"visitors": [self._team[key] for key in given["visitors"]]})


class PhotoForm(forms.Form):
    """A photo of a visit."""

    file = forms.FileField(
        label=_("照片"),
        help_text=_("JPG 或 PNG。请传相机或手机的原图，拍摄时间和位置从图里读取；经聊天软件转发的不带这些。"),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png"}),
        error_messages={"required": _("还没有选择照片。"), "empty": _("文件是空的；请确认选对了照片。")},
    )  # fmt: skip
    caption = forms.CharField(label=_("照片说明"), max_length=200, required=False)
    taken_at = forms.DateTimeField(
        label=_("拍摄时间"), required=False, help_text=_("只在图里没有拍摄时间时采用，并注明是填写的。"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip


class ChapterForm(forms.Form):
    """One text of the report."""

    text = forms.CharField(
        label=_("正文"), max_length=LONG * 5, required=False, strip=False, widget=forms.Textarea(attrs={"rows": 18})
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ReviewForm(forms.Form):
    """A finding for each point, the opinion, and whether the draft passes."""

    opinion = _text(4, label=_("复核意见"), required=False)
    verdict = forms.ChoiceField(
        label=_("结论"), choices=(("passed", _("通过，可以签章")), ("rework", _("退回修改"))), widget=forms.RadioSelect,
        error_messages={"required": _("请选择复核结论。")},
    )  # fmt: skip
    basis = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: dict[str, forms.Field] = {
            key: forms.ChoiceField(
                label=label, choices=list(FINDINGS.items()), widget=forms.RadioSelect, required=False
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
