"""Forms of visits on site and their photos."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.domain.steps import Visited
from greenlist.agencies.models import SiteVisit, TeamMember

from .later import LaterForm, day_field, text_field


class VisitForm(LaterForm):
    """A visit on site. Who was met and what was seen may be completed later; the step waits for it."""

    later = ("met", "seen")

    from_on = day_field(label=_("到达日期"))
    to_on = day_field(label=_("离开日期"))
    place = forms.CharField(label=_("地点"), max_length=200)
    visitors = forms.MultipleChoiceField(
        label=_("到场的评价组成员"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一位到场的评价组成员。")},
    )  # fmt: skip
    met = text_field(2, label=_("访谈人员"), help_text=_("姓名、部门、职务。"))
    seen = text_field(5, label=_("看到的情况"), help_text=_("看了哪些车间、设施、计量器具和记录，与申报是否一致。"))
    sampling = text_field(3, label=_("抽样方法和样本"), required=False)
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
