"""Forms of the ministry's list: handed in, its lines settled, why a unit is not listed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _

from greenlist.listings.forms import small_enough
from greenlist.notices.domain.results import Announced
from greenlist.notices.models import ResultImport, ResultLine
from greenlist.paperwork.forms.feet import copies_field

LONG = 2000
PASTED = "pasted.txt"
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NOT_LISTED = "not_listed"


class ImportForm(forms.Form):
    """The list and the document it was published with: a file, or a table pasted from the web page."""

    stage = forms.ChoiceField(label=_("名单"), choices=ResultImport.Stage.choices, initial="final")
    document_no = forms.CharField(
        label=_("文号"), max_length=80, error_messages={"required": _("请写明文号。")},
        help_text=_("公示没有文号的，写公示的标题。"),
    )  # fmt: skip
    title = forms.CharField(label=_("文件名称"), max_length=160, required=False)
    published_on = forms.DateField(label=_("公布日期"), widget=DAY, error_messages={"required": _("请写明公布日期。")})
    label = forms.CharField(label=_("批次或年度"), max_length=40, help_text=_("名单台账里的叫法，按公告写。"))
    batch = forms.IntegerField(
        label=_("批次序号"), required=False, min_value=1, max_value=999,
        help_text=_("第几批，台账按它排序；年度名单接着前面的批次往下数。"),
    )  # fmt: skip
    sheet = forms.FileField(
        label=_("名单文件"), required=False,
        help_text=_(".xlsx 或 .csv，不超过 20 MB；工厂、园区、供应链可以在一个文件里。"),
        error_messages={"empty": _("文件是空的；请确认选对了文件。")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip
    pasted = forms.CharField(
        label=_("或粘贴表格"), required=False, max_length=2_000_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("从网页或 Excel 复制，连同表头一起粘贴；每行一家单位。"),
    )  # fmt: skip

    def clean_sheet(self) -> Any:
        """By its size first, before anything of it is read."""
        sheet = self.cleaned_data["sheet"]
        return small_enough(sheet) if sheet else None

    def clean(self) -> None:
        """One of both."""
        sheet, pasted = self.cleaned_data.get("sheet"), str(self.cleaned_data.get("pasted") or "").strip()
        if not sheet and not pasted and "sheet" not in self.errors:
            self.add_error("sheet", _("请选择名单文件，或把表格粘贴在下面。"))
        if sheet and pasted:
            self.add_error("pasted", _("文件和粘贴的表格只能用一样，请清空其中一样。"))

    def upload(self) -> Any:
        """The list as an upload, whichever way it came."""
        sheet = self.cleaned_data["sheet"]
        return sheet or SimpleUploadedFile(PASTED, self.cleaned_data["pasted"].encode(), "text/plain")

    def announced(self) -> Announced:
        """What the document says of itself."""
        given = self.cleaned_data
        return Announced(
            given["document_no"], given["published_on"], given["label"], title=given["title"], batch=given["batch"]
        )


class SettleForm(forms.Form):
    """Which line of the list an application is."""

    row = forms.ChoiceField(label=_("这份申报"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("认定的依据"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明认定的依据。")}, help_text=_("如营业执照、更名证明、与单位核实的情况。"),
    )  # fmt: skip

    def __init__(self, *args: Any, line: ResultLine, free: list[ResultLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = _("名单第 %(seq)s 行“%(name)s”（%(region)s）")
        offered = [line, *free] if line.row is not None else free
        rows = [
            (str(one.row), named % {"seq": one.seq or "—", "name": one.printed_name, "region": one.region or "—"})
            for one in offered
        ]
        self.fields["row"].choices = [*rows, (NOT_LISTED, _("不在名单上"))]  # type: ignore[attr-defined]

    def chosen(self) -> int | None:
        """The number of the row, None for none."""
        row = self.cleaned_data["row"]
        return None if row == NOT_LISTED else int(row)


class ExplainForm(forms.Form):
    """Why a unit is not listed."""

    reason = forms.CharField(
        label=_("未列入的理由"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明未列入的理由，单位会看到。")},
        help_text=_("会告诉单位，写进给单位的通知。"),
    )  # fmt: skip
    province_list = forms.BooleanField(label=_("按政策转为省级绿色制造单位"), required=False)

    def __init__(self, *args: Any, fallback: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not fallback:
            del self.fields["province_list"]


class CopiesForm(forms.Form):
    """To whom the letters to the units are sent besides."""

    copies = copies_field()


class DropForm(forms.Form):
    """Why a list is taken back."""

    reason = forms.CharField(
        label=_("撤销的理由"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明撤销的理由。")},
    )  # fmt: skip
