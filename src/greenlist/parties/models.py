"""People, organisations, and which hat a person may wear in which of them."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _


class Jurisdiction(models.Model):
    """A place with an authority: the tree ministry > province > city (recommending unit) > county."""

    class Level(models.TextChoices):
        """How high in the tree."""

        MINISTRY = "ministry", _("部")
        PROVINCE = "province", _("省")
        CITY = "city", _("市（州）")
        COUNTY = "county", _("县（市、区）")

    code = models.CharField(max_length=30, unique=True)  # GB/T 2260, or a name of ours where it has no code
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=120, unique=True)  # /cn/220000/changchun/ : a subtree is a prefix

    class Meta:
        ordering = ("path",)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Organisation(models.Model):
    """A unit that applies, an authority, a department consulted, an agency, or whoever runs the server."""

    class Kind(models.TextChoices):
        """What the organisation is in this procedure."""

        ENTERPRISE = "enterprise", _("企业")
        PARK = "park", _("园区")
        AUTHORITY = "authority", _("工业和信息化主管部门")
        DEPARTMENT = "department", _("征求意见部门")
        AGENCY = "agency", _("第三方评价机构")
        EXPERTS = "experts", _("专家库")
        OPERATOR = "operator", _("系统运行单位")

    class Status(models.TextChoices):
        """Whether the city has confirmed that the unit is who it says."""

        PENDING = "pending", _("待确认")
        CONFIRMED = "confirmed", _("已确认")
        REFUSED = "refused", _("未予确认")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(_("单位名称"), max_length=120)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    legal_rep = models.CharField(_("法定代表人"), max_length=60, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="organisations")
    industry4 = models.CharField(_("所属行业（四位代码）"), max_length=4, blank=True)
    field = models.CharField(_("职能"), max_length=20, blank=True)  # of a department: 生态环境, 应急管理, 市场监管 ...
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CONFIRMED)
    status_reason = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["uscc"], condition=~Q(uscc="") & ~Q(status="refused"), name="parties_one_organisation_per_uscc"
            ),
            models.UniqueConstraint(
                fields=["jurisdiction"], condition=Q(kind="authority"), name="parties_one_authority_per_jurisdiction"
            ),
        )

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """A name an organisation bore before."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=120)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-until", "pk")

    def __str__(self) -> str:
        return self.name


class Duty(models.TextChoices):
    """What a person may be at all. The three administrators exclude each other and every business role."""

    BUSINESS = "business", _("业务人员")
    SYSTEM = "system", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDIT = "audit", _("审计管理员")


class Mailing(models.TextChoices):
    """When a person is mailed what is new to them."""

    AT_ONCE = "at_once", _("随时发，每次办理一封")
    DAILY = "daily", _("每天早上八点汇总成一封")
    NONE = "none", _("不发邮件，只在系统里看")


class People(BaseUserManager["Person"]):
    """Makes and finds people by login."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """By login, whatever its case."""
        return self.get(login__iexact=username)


@pghistory.track(exclude=["password", "last_login"])
class Person(AbstractBaseUser):
    """Somebody who can sign in. What they may do is in their memberships."""

    login = models.CharField(_("登录名"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=60)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    duty = models.CharField(max_length=10, choices=Duty.choices, default=Duty.BUSINESS)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, default="zh-hans")
    mailing = models.CharField(_("邮件通知"), max_length=7, choices=Mailing.choices, default=Mailing.AT_ONCE)
    mailing_since = models.DateTimeField(null=True, blank=True)  # what is older is not mailed: mail was off till then
    password_changed_at = models.DateTimeField(null=True, blank=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[People] = People()

    class Meta:
        constraints = (
            # the membership table refers to both together, so a person's roles can only be of their duty
            models.UniqueConstraint(fields=["id", "duty"], name="parties_person_duty"),
            models.UniqueConstraint(Upper("login"), name="parties_one_login_whatever_its_case"),
        )

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name people call them by."""
        return self.name


class OldPassword(models.Model):
    """Hash of a password used before; a profile may forbid to use it again."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="old_passwords")
    password = models.CharField(max_length=128)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}"


class Role(models.TextChoices):
    """A hat. Which organisation kind may give it stands in `parties/roles.py`."""

    APPLICANT_EDITOR = "applicant_editor", _("填报人")
    APPLICANT_SIGNATORY = "applicant_signatory", _("单位负责人")
    AGENCY_EVALUATOR = "agency_evaluator", _("评价员")
    AGENCY_REVIEWER = "agency_reviewer", _("技术复核人")
    AGENCY_HEAD = "agency_head", _("机构负责人")
    CITY_HANDLER = "city_handler", _("市级经办")
    CITY_APPROVER = "city_approver", _("市级审批")
    DEPARTMENT = "department", _("部门答复人")
    PROVINCE_HANDLER = "province_handler", _("省级经办")
    PROVINCE_APPROVER = "province_approver", _("省级审批")
    EXPERT = "expert", _("评审专家")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")


@pghistory.track()
class Membership(models.Model):
    """A person's role in an organisation: one hat. Ended, never deleted."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role.choices)
    duty = models.CharField(max_length=10, choices=Duty.choices)  # of the role; equal to the person's, see Person
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["person", "organisation", "role"], condition=Q(until=None), name="parties_one_hat_once"
            ),
            models.CheckConstraint(
                name="parties_role_has_its_duty",
                condition=(
                    Q(role="system_admin", duty="system")
                    | Q(role="security_admin", duty="security")
                    | Q(role="audit_admin", duty="audit")
                    | (~Q(role__in=["system_admin", "security_admin", "audit_admin"]) & Q(duty="business"))
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} · {Role(self.role).label}"  # get_role_display() reads all choices each time


class Invitation(models.Model):
    """An offer of one role in one organisation, redeemed once by whoever holds the link before it expires."""

    token_sha256 = models.CharField(max_length=64, unique=True)  # the link itself is shown once and not kept
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=24, choices=Role.choices)
    name = models.CharField(_("姓名"), max_length=60)
    email = models.EmailField(_("电子邮箱"), blank=True)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-invited_at",)

    def __str__(self) -> str:
        return f"{self.name} {self.organisation}"


class ResetLink(models.Model):
    """A link with which one person sets a new password, once: from the security administrator, or mailed on asking."""

    token_sha256 = models.CharField(max_length=64, unique=True)  # the link itself is shown once and not kept
    person = models.ForeignKey(Person, models.CASCADE, related_name="reset_links")
    drops_second_factor = models.BooleanField(default=False)  # for who lost phone and recovery codes
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")  # None: mailed
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-issued_at",)

    def __str__(self) -> str:
        return f"{self.person_id}"


class ResetAsk(models.Model):
    """Somebody not signed in asked for a link by mail: counted, answered by the worker, forgotten after a day.

    There is a row whatever login was typed. `account` and `source` (lockout.source_of) are keyed hashes.
    """

    account = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    context = models.UUIDField()  # of the request, and its network address: for the journal, which the worker writes
    address = models.CharField(max_length=64)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["source", "at"], name="parties_asks_from"),)

    def __str__(self) -> str:
        return f"{self.at}"


class Mail(models.Model):
    """What was sent to one address: notices of one person, or a link. What it said stands in its notices."""

    class Kind(models.TextChoices):
        """What was sent."""

        NOTICES = "notices", _("通知")
        LINK = "link", _("链接")
        OTHER = "other", _("其他")

    class Outcome(models.TextChoices):
        """What became of it. `off`: no mail server is set, nothing left the house."""

        TAKEN = "taken", _("邮件服务器已接收")
        FAILED = "failed", _("没有发出，稍后再试")
        OFF = "off", _("没有设置邮件服务器")

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="mails")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    address = models.EmailField()
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    error = models.CharField(max_length=200, blank=True)  # of the last attempt
    attempts = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    at = models.DateTimeField()  # of the last attempt

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=["person", "-at"], name="parties_mails_of"),
            models.Index(fields=["-at"], name="parties_mails_newest"),
        )

    def __str__(self) -> str:
        return self.address


class SunkMail(models.Model):
    """A mail of the demo, kept instead of sent (`parties/sink.py`). Nowhere else is the text of a mail kept."""

    address = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.subject


class Notification(models.Model):
    """Something one person should know. `code` is a sentence of `parties/notifications.py`."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notifications")
    code = models.CharField(max_length=60)
    params: models.JSONField[Any, Any] = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, blank=True, related_name="notices")  # the last attempt

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["person", "read_at", "-at"], name="parties_unread"),)

    def __str__(self) -> str:
        return self.code
