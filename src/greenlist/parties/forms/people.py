"""Inviting, finding and managing people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.parties.access import Hat
from greenlist.parties.models import Invitation, Mail, Mailing, Organisation, Role
from greenlist.parties.rules import invitations

from .accounts import AccountForm, ContactForm


class AcceptForm(AccountForm):
    """The account of somebody who was invited."""


class InviteForm(forms.Form):
    """Who is invited, where to, as what. Only what the inviter may offer can be chosen."""

    organisation = forms.ModelChoiceField(
        label=_("单位"), queryset=Organisation.objects.none(), empty_label=_("请选择单位")
    )
    role = forms.ChoiceField(label=_("角色"))
    name = forms.CharField(label=_("被邀请人姓名"), max_length=60)
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, help_text=_("填写后系统会把链接发到这个邮箱；也可以自己转交链接。")
    )
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)

    def __init__(self, *args: Any, hat: Hat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hat = hat
        rows = invitations.inviting(hat)
        self.fields["organisation"].queryset = rows  # type: ignore[attr-defined]
        few = list(rows[:300])
        if len(few) == 1:
            self.fields["organisation"].initial = few[0]
        offered = {role for one in self._kinds(few) for role in invitations.offered(hat, one)}
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in Role if role in offered
        ]

    @staticmethod
    def _kinds(rows: list[Organisation]) -> list[Organisation]:
        """One organisation of each kind and level: what may be offered depends on nothing else here."""
        return list({(one.kind, one.jurisdiction.level): one for one in rows}.values())

    def clean(self) -> dict[str, Any]:
        """The role fits the organisation, and the inviter may offer it there."""
        cleaned: dict[str, Any] = super().clean() or {}
        organisation, role = cleaned.get("organisation"), cleaned.get("role")
        if organisation is not None and role:
            ruling = invitations.may(self.hat, "invite", Invitation(organisation=organisation, role=role))
            if not ruling:
                self.add_error("role", str(ruling.reason))
        return cleaned


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ResetIssueForm(ReasonForm):
    """Why somebody needs a new password, and whether the second factor goes too."""

    drops_second_factor = forms.BooleanField(
        label=_("同时解除双因素认证"), required=False,
        help_text=_("仅在本人丢失验证器和恢复码、且已核实身份时勾选。"),
    )  # fmt: skip


class PeopleFilter(forms.Form):
    """What to look for among people."""

    text = forms.CharField(label=_("查找"), required=False, max_length=60)
    role = forms.ChoiceField(label=_("角色"), required=False, choices=[("", _("全部角色")), *Role.choices])
    active = forms.ChoiceField(
        label=_("账号"), required=False, choices=[("", _("全部账号")), ("yes", _("启用")), ("no", _("已停用"))]
    )

    def asked(self) -> dict[str, str]:
        """The filter as `queries.colleagues` takes it; nothing where it makes no sense."""
        names = ("text", "role", "active")
        return (
            {name: self.cleaned_data.get(name, "") for name in names} if self.is_valid() else dict.fromkeys(names, "")
        )


class OwnDataForm(ContactForm):
    """What somebody says of themselves, and when they are mailed."""

    mailing = forms.ChoiceField(
        label=_("邮件通知"), choices=Mailing.choices, required=False, widget=forms.RadioSelect,
        help_text=_("不论怎样选，通知都在系统里；邮件只是提醒。"),
    )  # fmt: skip


class MailsFilter(forms.Form):
    """What to look for among mails."""

    text = forms.CharField(label=_("查找"), required=False, max_length=60)
    outcome = forms.ChoiceField(label=_("结果"), required=False, choices=[("", _("全部")), *Mail.Outcome.choices])

    def asked(self) -> dict[str, str]:
        """The filter as `queries.mails_by` takes it; nothing where it makes no sense."""
        return {name: self.cleaned_data.get(name, "") if self.is_valid() else "" for name in ("text", "outcome")}
