"""What of an application can be sent back, and the forms by which an officer says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .domain import Fault
from .queries import Dossier

PHRASES = (
    _("缺少证明材料，请补充。"),
    _("证明材料看不清，请重新扫描后上传。"),
    _("填写的数值与证明材料不一致，请核对。"),
    _("证明材料已过有效期，请换有效的。"),
    _("缺少签字或盖章，请补齐。"),
    _("单位或统计口径不对，请按说明重新填写。"),
    _("查询日期太早，请重新查询后填写。"),
)
MOST = 500  # characters of a reason


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be sent back."""

    place: str
    label: str
    said: str = ""  # what stands there

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
            group.options.append(Option(use["place"], label))
    return group


def known(groups: Iterable[OptionGroup]) -> dict[str, Option]:
    """Every option by `place` and label, as the form sends it back."""
    return {key(one): one for group in groups for one in (group.whole, *group.options)}


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

    def __init__(self, *args: Any, option: Option, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
