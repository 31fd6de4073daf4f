"""Forms of bundles: a file, the end of a fingerprint, a reason, what to make."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.rounds.models import Round

LONG = 2000
REASON = _("请写明怎样核对的：何时、与谁、通过电话还是来函。")


class ReceiveForm(forms.Form):
    """The bundle."""

    file = forms.FileField(
        label=_("数据包"), help_text=_("对方“导出数据包”得到的 zip 文件，原样上传，不要解压或重新压缩。"),
        error_messages={"required": _("请选择数据包文件。"), "empty": _("文件是空的；请确认选对了文件。")},
    )  # fmt: skip


class KeyForm(forms.Form):
    """What the sender said on the telephone."""

    last = forms.CharField(
        label=_("指纹的最后 8 位"), max_length=20,
        help_text=_("用电话或来函向制作单位问得；不要从随数据包一起来的信里抄。"),
        error_messages={"required": _("请填写向对方问得的最后 8 位。")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("怎样核对的"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("如：7月26日10时致电德惠市工信局李某，核对一致。"), error_messages={"required": REASON},
    )  # fmt: skip


class EndForm(forms.Form):
    """Why a key is trusted no more."""

    reason = forms.CharField(
        label=_("为什么停用"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明为什么停用。")},
    )  # fmt: skip


class MakeForm(forms.Form):
    """Of which round, for what."""

    round = forms.TypedChoiceField(label=_("轮次"), coerce=int, error_messages={"required": _("请选择轮次。")})
    purpose = forms.ChoiceField(
        label=_("用途"), widget=forms.RadioSelect, initial="handover",
        choices=[("handover", _("传递：每份申报的最新版本，交给上级或另一台服务器")),
                 ("archive", _("归档：全部版本和办理材料，只用于已结束的轮次"))],
    )  # fmt: skip

    def __init__(self, *args: Any, rounds: Iterable[Round], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["round"].choices = [(one.pk, one.title) for one in rounds]  # type: ignore[attr-defined]
