"""Who may see and change organisations, memberships and invitations."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from . import roles
from .access import YES, Hat, Ruling, Text, no
from .models import Duty, Invitation, Mail, Membership, Organisation, Person, Role
from .queries import without_signatory
from .roles import UNITS

OFFICES = roles.CITY | roles.PROVINCE
MANAGED_BY_SECURITY = frozenset(Organisation.Kind) - UNITS
NOT_YOURS = _("这不归您当前的身份管理；请换一个身份，或联系安全管理员。")
NOTHING = _("没有这项操作。")


class OrganisationAccess:
    """Who sees an organisation: its own people, the offices of its place, the security administrator."""

    def visible(self, hat: Hat | None) -> QuerySet[Organisation]:
        """The organisations a hat may see."""
        rows = Organisation.objects.all()
        if hat is None or hat.organisation is None or hat.jurisdiction is None:
            return rows.none()
        if hat.role == Role.SECURITY_ADMIN:
            return rows
        if hat.among(OFFICES):
            below = Q(kind__in=UNITS, jurisdiction__path__startswith=hat.jurisdiction.path)
            return rows.filter(below | Q(pk=hat.organisation.pk))
        return rows.filter(pk=hat.organisation.pk)

    def may(self, hat: Hat | None, act: str, row: Organisation) -> Ruling:
        """Acts: see, update (its own signatory), decide (confirm or refuse), rename (both: the city of its place)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这个单位。"))
        if act == "see":
            return YES
        if act == "update":
            own = hat.role == Role.APPLICANT_SIGNATORY and row.pk == getattr(hat.organisation, "pk", None)
            return YES if own else no(_("单位资料由本单位负责人修改。"))
        if act in {"decide", "rename"}:
            return self._office(hat, act, row)
        return no(NOTHING)

    def _office(self, hat: Hat, act: str, row: Organisation) -> Ruling:
        if not hat.among(roles.CITY) or row.kind not in UNITS:
            return no(_("由单位所在市（州）的工业和信息化主管部门办理。"))
        if act == "decide" and row.status != Organisation.Status.PENDING:
            return no(_("这家单位已经处理过，请刷新页面查看结果。"))
        return YES


class MembershipAccess:
    """Who sees who belongs: one's own organisation; the security administrator everybody."""

    def visible(self, hat: Hat | None) -> QuerySet[Membership]:
        """The memberships a hat may see, ended ones included."""
        rows = Membership.objects.all()
        if hat is None or hat.organisation is None:
            return rows.none()
        return rows if hat.role == Role.SECURITY_ADMIN else rows.filter(organisation=hat.organisation)

    def may(self, hat: Hat | None, act: str, row: Membership) -> Ruling:
        """Acts: see; end (security administrator, a unit's signatory, an agency's head - never one's own)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这个身份。"))
        if act == "see":
            return YES
        if act != "end":
            return no(NOTHING)
        if row.until is not None:
            return no(_("这个身份已经停用。"))
        if row.person_id == hat.person.pk:
            return no(_("不能停用自己的身份；请由另一位负责人或安全管理员办理。"))
        return YES if hat.role in {Role.SECURITY_ADMIN, *HEADS} else no(NOT_YOURS)


HEADS = frozenset({Role.APPLICANT_SIGNATORY, Role.AGENCY_HEAD})


class InvitationAccess:
    """Nobody chooses a role: who may offer which is said here, once, by `offered`."""

    def visible(self, hat: Hat | None) -> QuerySet[Invitation]:
        """The invitations a hat may see."""
        rows = Invitation.objects.all()
        if hat is None or hat.organisation is None or hat.jurisdiction is None:
            return rows.none()
        if hat.role == Role.SECURITY_ADMIN:
            return rows
        if hat.among(roles.CITY):
            inside = hat.jurisdiction.path
            return rows.filter(organisation__kind__in=UNITS, organisation__jurisdiction__path__startswith=inside)
        return rows.filter(organisation=hat.organisation) if hat.role in HEADS else rows.none()

    def may(self, hat: Hat | None, act: str, row: Invitation) -> Ruling:
        """Acts: see; invite (a row not yet saved: organisation and role); revoke."""
        if hat is None:
            return no(_("请先登录。"))
        if act == "invite":
            return YES if row.role in self.offered(hat, row.organisation) else no(self._why_not(hat, row))
        if not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份邀请。"))
        return YES if act in {"see", "revoke"} else no(NOTHING)

    def _why_not(self, hat: Hat, row: Invitation) -> Text:
        if hat.among(roles.CITY) and row.organisation.kind in UNITS:
            return _("主管部门只能邀请尚无负责人的单位的第一位负责人；其他人由该负责人邀请。")
        return _("您当前的身份不能邀请这个角色。")

    def offered(self, hat: Hat, organisation: Organisation) -> tuple[Role, ...]:
        """The roles a hat may offer in an organisation."""
        inherent = roles.roles_of(organisation)
        if organisation.status == Organisation.Status.REFUSED:
            return ()
        if hat.role == Role.SECURITY_ADMIN:
            return inherent if organisation.kind in MANAGED_BY_SECURITY else ()
        if hat.role in HEADS:
            return inherent if hat.organisation == organisation else ()
        if hat.among(roles.CITY) and organisation.kind in UNITS:
            free = without_signatory(organisations.visible(hat)).filter(pk=organisation.pk).exists()
            return (Role.APPLICANT_SIGNATORY,) if free else ()
        return ()

    def inviting(self, hat: Hat) -> QuerySet[Organisation]:
        """The organisations a hat may invite somebody into."""
        rows = organisations.visible(hat).exclude(status=Organisation.Status.REFUSED).select_related("jurisdiction")
        if hat.role == Role.SECURITY_ADMIN:
            return rows.filter(kind__in=MANAGED_BY_SECURITY)
        if hat.among(roles.CITY):
            return without_signatory(rows.filter(kind__in=UNITS))
        return rows if hat.role in HEADS else rows.none()


class PersonAccess:
    """Accounts: their owner, and the security administrator who lets people in."""

    def visible(self, hat: Hat | None) -> QuerySet[Person]:
        """The accounts a hat may see as such."""
        if hat is None:
            return Person.objects.none()
        if hat.role == Role.SECURITY_ADMIN:
            return Person.objects.all()
        return Person.objects.filter(pk=hat.person.pk)

    def may(self, hat: Hat | None, act: str, row: Person) -> Ruling:
        """Acts: see; switch (deactivate, activate), reset (a link for a new password) - of others only."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这个账号。"))
        if act == "see":
            return YES
        if act not in {"switch", "reset"}:
            return no(NOTHING)
        if hat.role != Role.SECURITY_ADMIN:
            return no(_("账号的停用、启用和重置由安全管理员办理。"))
        if row.pk == hat.person.pk:
            return no(_("不能停用或重置自己的账号。"))
        if act == "reset" and row.duty in {Duty.SYSTEM, Duty.AUDIT}:
            return no(_("系统管理员和审计管理员的密码不由安全管理员重置；请由运维人员在服务器上另建管理员。"))
        return YES

    def by_mail(self, row: Person) -> Ruling:
        """Whether a link for a new password may be mailed to who asks without signing in; administrators get none."""
        allowed = row.duty == Duty.BUSINESS and row.is_active and row.email
        return YES if allowed else no(_("管理员账号、已停用或没有登记邮箱的账号不能用邮件重设密码。"))


class MailAccess:
    """Who sees what was mailed: a person what went to them, two administrators all of it - not what it said."""

    KEEPERS = frozenset({Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN})

    def visible(self, hat: Hat | None) -> QuerySet[Mail]:
        """The mails a hat may see."""
        if hat is None:
            return Mail.objects.none()
        return Mail.objects.all() if hat.among(self.KEEPERS) else Mail.objects.filter(person=hat.person)

    def may(self, hat: Hat | None, act: str, row: Mail) -> Ruling:
        """Acts: see."""
        if act != "see":
            return no(NOTHING)
        seen = hat is not None and (hat.among(self.KEEPERS) or row.person_id == hat.person.pk)
        return YES if seen else no(_("看不到这封邮件的记录。"))

    def reads_all(self, hat: Hat | None) -> Ruling:
        """Whether a hat reads the record of every mail."""
        keeper = hat is not None and hat.among(self.KEEPERS)
        return YES if keeper else no(_("邮件记录由系统管理员和审计管理员查看；本人的记录在“通知”里。"))


organisations = OrganisationAccess()
memberships = MembershipAccess()
invitations = InvitationAccess()
people = PersonAccess()
mails = MailAccess()
