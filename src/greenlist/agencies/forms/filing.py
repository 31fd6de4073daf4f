"""What an agency says in a filing: basics, staff, projects, papers; and what the province says of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.identities import identity_problem, plain
from greenlist.agencies.models import Filing, FilingPaper, ItemRuling, PastProject, StaffMember
from greenlist.applications.models import Kind

NOTHING = ("", _("（未填）"))
_YES_NO = (NOTHING, ("yes", _("是")), ("no", _("否")))
_TENURES = (NOTHING, ("owned", _("自有")), ("leased", _("租用")))


def day(label: Any, **more: Any) -> forms.DateField:
    """A date that may be left open."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **more)


def yes_no(label: Any, **more: Any) -> forms.TypedChoiceField:
    """Yes, no, or not said."""
    return forms.TypedChoiceField(
        label=label, required=False, choices=_YES_NO, coerce=lambda given: given == "yes", empty_value=None, **more
    )


def kinds(label: Any, **more: Any) -> forms.MultipleChoiceField:
    """Some of the three kinds."""
    return forms.MultipleChoiceField(
        label=label, required=False, choices=Kind.choices, widget=forms.CheckboxSelectMultiple, **more
    )


def _said(value: bool | None) -> str:
    return {True: "yes", False: "no"}.get(value, "") if value is not None else ""


class BasicsForm(forms.Form):
    """The agency itself."""

    kinds = kinds(_("能评价的类型"), help_text=_("备案后只能评价这里选的类型，公开名册也按此列出。"))
    office_address = forms.CharField(label=_("办公地址"), required=False, max_length=200)
    office_province = forms.ChoiceField(label=_("办公地址所在省份"), required=False)
    office_tenure = forms.ChoiceField(label=_("办公场所"), required=False, choices=_TENURES)
    contact = forms.CharField(label=_("联系人"), required=False, max_length=60)
    phone = forms.CharField(label=_("电话"), required=False, max_length=30)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    finance_note = forms.CharField(
        label=_("财务管理制度"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("制度名称、会计核算方式；文本在“证明材料”上传。"),
    )  # fmt: skip
    training_note = forms.CharField(
        label=_("人员培训"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("学过哪些法律、政策和标准，什么时候；记录在“证明材料”上传。"),
    )  # fmt: skip
    clean_record = yes_no(_("近年无违法违规和不良信用记录"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, provinces: list[str], filing: Filing, **kwargs: Any) -> None:
        said = {name: getattr(filing, name) for name in self.base_fields if name != "clean_record"}
        kwargs["initial"] = said | {"clean_record": _said(filing.clean_record)}
        super().__init__(*args, **kwargs)
        self.fields["office_province"].choices = [NOTHING, *((one, one) for one in provinces)]  # type: ignore[attr-defined]


class StaffForm(forms.Form):
    """Somebody on the staff list. `number` is read, checked and never kept."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    number = forms.CharField(
        label=_("证件号码"), required=False, max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("身份证或其他有效证件。只保存不可还原的摘要和后四位，用于核对同一人是否在两家机构备案。"),
    )  # fmt: skip
    title = forms.ChoiceField(label=_("职称级别"), choices=StaffMember.Title.choices, initial="none")
    title_name = forms.CharField(label=_("职称名称"), required=False, max_length=60, help_text=_("如高级工程师。"))
    field = forms.ChoiceField(label=_("专业"), required=False, choices=[NOTHING, *StaffMember.Field.choices])
    certificate_no = forms.CharField(label=_("证书编号"), required=False, max_length=60)
    certificate_until = day(_("证书有效期至"), help_text=_("长期有效则不填。"))
    full_time = yes_no(_("专职"))
    insured_since = day(_("社保缴纳起始"), help_text=_("由本机构缴纳的起始日期。"))
    kinds = kinds(_("能评价的类型"))
    worked_at = forms.CharField(
        label=_("近年任职过的其他单位"), required=False, max_length=300, help_text=_("几家单位用“；”隔开。")
    )

    def __init__(self, *args: Any, member: StaffMember | None = None, **kwargs: Any) -> None:
        said: dict[str, Any] = {}
        if member is not None:
            said = {name: getattr(member, name) for name in self.base_fields if name not in {"number", "full_time"}}
            said["full_time"] = _said(member.full_time)
        super().__init__(*args, **kwargs | {"initial": said})
        if member is not None and member.identity:
            tail = member.identity_tail
            self.fields["number"].help_text = _("已登记，后四位 %(tail)s；不改请留空。") % {"tail": tail}

    def clean_number(self) -> str | None:
        """In one spelling; None where none was typed: what is kept stays. Raises ValidationError."""
        text = plain(self.cleaned_data["number"])
        if not text:
            return None
        problem = identity_problem(text)
        if problem:
            raise forms.ValidationError(problem)
        return text


class ProjectForm(forms.Form):
    """Something done before."""

    name = forms.CharField(label=_("项目名称"), max_length=200)
    sort = forms.ChoiceField(label=_("类别"), choices=PastProject.Sort.choices)
    level = forms.ChoiceField(label=_("级别"), choices=PastProject.Level.choices)
    kind = forms.ChoiceField(
        label=_("评价类型"), required=False, choices=[NOTHING, *Kind.choices], help_text=_("绿色制造评价才选。")
    )
    client = forms.CharField(label=_("委托单位"), required=False, max_length=120)
    led = forms.BooleanField(label=_("主持（不勾选为参与）"), required=False)
    finished_on = day(_("完成日期"), help_text=_("近五年的业绩按这个日期算；不填不能算。"))

    def __init__(self, *args: Any, project: PastProject | None = None, **kwargs: Any) -> None:
        said = {} if project is None else {name: getattr(project, name) for name in self.base_fields}
        super().__init__(*args, **kwargs | {"initial": said})


class PaperForm(forms.Form):
    """A file and what it proves."""

    purpose = forms.ChoiceField(label=_("证明什么"), choices=FilingPaper.Purpose.choices)
    staff = forms.ModelChoiceField(
        label=_("哪名人员"), required=False, queryset=StaffMember.objects.none(), empty_label=_("（不针对个人）"),
        help_text=_("职称证书、社保证明注明是谁的，才能算到这个人。"),
    )  # fmt: skip
    project = forms.ModelChoiceField(
        label=_("哪项业绩"), required=False, queryset=PastProject.objects.none(), empty_label=_("（不针对业绩）")
    )
    expires_on = day(_("有效期至"))
    upload = forms.FileField(
        label=_("文件"),
        error_messages={"required": _("还没有选择文件。"), "empty": _("文件是空的；请确认选对了文件。")},
    )

    def __init__(self, *args: Any, filing: Filing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = filing.staff.all()  # type: ignore[attr-defined]
        self.fields["project"].queryset = filing.projects.all()  # type: ignore[attr-defined]


class TableForm(forms.Form):
    """A table of staff."""

    sheet = forms.FileField(
        label=_("人员表"), help_text=_(".xlsx 或 .csv，第一行是列名，至少要有“姓名”一列。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("还没有选择文件。"), "empty": _("文件是空的；请确认选对了文件。")},
    )  # fmt: skip


class RulingForm(forms.Form):
    """What the province says of one condition."""

    item = forms.CharField(widget=forms.HiddenInput, max_length=30)
    verdict = forms.ChoiceField(
        label=_("核对意见"), choices=ItemRuling.Verdict.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选择认可或退回。")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("退回时必填，机构按此补正；认可没有核对为符合的一项时也必填。"),
    )  # fmt: skip


class OpinionForm(forms.Form):
    """What is said of the whole filing."""

    opinion = forms.CharField(
        label=_("总的意见"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
