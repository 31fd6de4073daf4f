"""What of an application can be sent back, and the forms by which an officer says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.reviews.domain import Fault
from greenlist.reviews.queries.checking import CheckRow
from greenlist.reviews.queries.dossier import Dossier

PHRASES = (
    _("缺少证明材料，请补充。"),
    _("证明材料看不清，请重新扫描后上传。"),
    _("填写的数值与证明材料不一致，请核对。"),
    _("证明材料已过有效期，请换有效的。"),
    _("证明材料不是本单位的，请更换。"),
    _("证明材料缺页，请上传完整的文件。"),
    _("缺少签字或盖章，请补齐。"),
    _("单位或统计口径不对，请按说明重新填写。"),
    _("评价年度不对，请按评价年度的数据填写。"),
    _("能源品种、数量或折标系数有误，请核对能源统计报表后更正。"),
    _("计算过程不清，请写明公式、数据来源和计算步骤。"),
    _("与上年或同行相比变化异常，请说明原因并附依据。"),
    _("与统计年报、环评或排污许可的数据不一致，请核对。"),
    _("查询日期太早，请重新查询后填写。"),
    _("查询截图没有显示单位名称、信用代码或查询日期，请重新截取。"),
    _("单位名称或统一社会信用代码与营业执照不一致，请更正。"),
    _("省级绿色制造单位的认定文件没有附上或文号不对，请补充。"),
    _("第三方评价报告缺少签字、盖章或页码不全，请由机构补齐。"),
    _("不适用的理由不充分，请补充说明或按适用填写。"),
    _("园区内企业名册不全，请补充。"),
)
MOST = 500  # characters of a reason


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be sent back."""

    place: str
    label: str
    said: str = ""  # what stands there
    file: int | None = None  # the file itself, where that is at fault

    @property
    def id(self) -> str:
        """For the control."""
        return f"item-{self.place}"


@dataclass(slots=True)
class OptionGroup:
    """The things of one section; `whole` sends all of it back."""

    title: str
    whole: Option
    options: list[Option] = field(default_factory=list)


def option_groups(dossier: Dossier) -> list[OptionGroup]:
    """Everything of a version that can be sent back, by sections; files stand with what they prove."""
    groups = []
    for sheet in dossier.sheets:
        if sheet.section is None:
            continue
        title = str(sheet.title)
        group = OptionGroup(title, Option(sheet.id, str(_("整节“%(title)s”") % {"title": title})))
        if not sheet.columns and sheet.section.kind == "questions":
            group.options = [Option(one.place, str(one.dated), one.leaf.text) for one in sheet.entries]
            group.options += [Option(one.place, str(one.label)) for one in sheet.missing]
        groups.append(group)
    return [*groups, _files(dossier)]


def _files(dossier: Dossier) -> OptionGroup:
    """The files. One that proves something opens that again; one that proves nothing, the evidence as a whole."""
    title = str(_("证明材料"))
    group = OptionGroup(title, Option("evidence", str(_("整节“%(title)s”") % {"title": title})))
    for row in dossier.files:
        for use, name in zip(row.file["proves"], row.proves, strict=True):
            label = str(_("文件 %(file)s（证明：%(place)s）") % {"file": row.file["name"], "place": name})
            group.options.append(Option(use["place"], label, file=row.file["id"]))
    return group


def known(groups: Iterable[OptionGroup]) -> dict[str, Option]:
    """Every option by `place` and label, as the form sends it back."""
    return {key(one): one for group in groups for one in (group.whole, *group.options)}


def preselected(groups: Iterable[OptionGroup], faults: Iterable[CheckRow]) -> dict[str, str]:
    """What an officer called a fault while checking: the option it opens, by `key`, with the officer's note.

    A file by itself, a place by itself; what is no option of its own opens its section.
    """
    found: dict[str, list[str]] = {}
    listed = list(groups)
    for row in faults:
        for option in _options_for(listed, row):
            found.setdefault(key(option), []).append(row.note)
    return {one: "；".join(dict.fromkeys(note for note in notes if note)) for one, notes in found.items()}


def _options_for(groups: list[OptionGroup], row: CheckRow) -> list[Option]:
    every = [one for group in groups for one in group.options]
    if row.file is not None and (files := [one for one in every if one.file == row.file]):
        return files[:1]
    if exact := [one for one in every if one.place == row.place and one.file is None]:
        return exact[:1]
    whole = [group.whole for group in groups if group.whole.place == row.place or _of_section(group, row.place)]
    return whole[:1]


def _of_section(group: OptionGroup, place: str) -> bool:
    """Whether a place of a table or of something without options belongs to the group."""
    return bool(place) and not group.options and place.split(".", maxsplit=1)[0].replace("_", "-") in group.whole.place


def key(option: Option) -> str:
    """What a box sends: two files may open the same place."""
    return f"{option.place}|{option.label}"


class ReasonForm(forms.Form):
    """What is wrong with one item: a phrase, own words, or both."""

    phrase = forms.ChoiceField(label=_("常用说法"), required=False)
    text = forms.CharField(
        label=_("具体说明"), required=False, max_length=MOST, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("与常用说法至少填一项。"),
    )  # fmt: skip

    def __init__(self, *args: Any, option: Option, note: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **({"initial": {"text": note}} | kwargs))
        self.option = option
        choice = self.fields["phrase"]
        choice.choices = [("", _("（不用）")), *((str(one), one) for one in PHRASES)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two must say something."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self._reason(cleaned):
            self.add_error("text", _("请写明问题，或选一句常用说法。"))
        return cleaned

    @staticmethod
    def _reason(cleaned: dict[str, Any]) -> str:
        return " ".join(part for part in (cleaned.get("phrase", ""), cleaned.get("text", "").strip()) if part)

    def fault(self) -> Fault:
        """The item with its reason."""
        return Fault(self.option.place, self.option.label, self._reason(self.cleaned_data))


class NoteForm(forms.Form):
    """A word about all of it, and the version of the application that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("总的说明"), required=False, max_length=MOST, widget=forms.Textarea(attrs={"rows": 2})
    )
