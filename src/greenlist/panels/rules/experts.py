"""Who sees an expert's profile and who changes it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.panels.models import Expert
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Organisation, Role


class ExpertAccess:
    """The province sees and keeps the register of its pools; an expert sees and writes their own profile."""

    def visible(self, hat: Hat | None) -> QuerySet[Expert]:
        """The profiles a hat may see."""
        rows = Expert.objects.all()
        if hat is None or hat.organisation is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.PROVINCE):
            return rows.filter(pool__jurisdiction=hat.jurisdiction)
        if hat.role == Role.EXPERT:
            return rows.filter(person=hat.person, pool=hat.organisation)
        return rows.none()

    def may(self, hat: Hat | None, act: str, row: Expert) -> Ruling:
        """Acts: see; edit (the expert and the province's handler); switch (in or out of the pool), clear (a doubt),
        declare (a conflict on the expert's behalf, and take one back): the province's handler.
        """
        if hat is None or not self._sees(hat, row):
            return no(_("看不到这位专家。"))
        if act == "see":
            return YES
        own = hat.role == Role.EXPERT
        if act == "edit":
            return YES if own or hat.role == Role.PROVINCE_HANDLER else no(_("专家信息由本人或省级经办修改。"))
        if act in {"switch", "clear", "declare"}:
            return self.may_handle(hat)
        return no(_("没有这项操作。"))

    def may_keep(self, hat: Hat | None) -> Ruling:
        """Whether this hat looks after the register."""
        return YES if hat is not None and hat.among(roles.PROVINCE) else no(_("专家库由省厅管理。"))

    def may_handle(self, hat: Hat | None) -> Ruling:
        """Whether this hat changes the register."""
        handler = hat is not None and hat.role == Role.PROVINCE_HANDLER
        return YES if handler else no(_("专家库由省级经办办理。"))

    def may_have(self, hat: Hat | None) -> Ruling:
        """Whether this hat has a profile of its own."""
        expert = hat is not None and hat.role == Role.EXPERT
        return YES if expert else no(_("专家信息由评审专家本人填写；专家的身份由安全管理员邀请。"))

    def pools(self, hat: Hat | None) -> QuerySet[Organisation]:
        """The pools whose register a hat keeps."""
        rows = Organisation.objects.filter(kind=Organisation.Kind.EXPERTS)
        if hat is None or not hat.among(roles.PROVINCE):
            return rows.none()
        return rows.filter(jurisdiction=hat.jurisdiction)

    def _sees(self, hat: Hat, row: Expert) -> bool:
        """What `visible` says of one row; the row of an expert says it itself."""
        if hat.role == Role.EXPERT and hat.organisation is not None:
            return row.person_id == hat.person.pk and row.pool_id == hat.organisation.pk
        return self.visible(hat).filter(pk=row.pk).exists()


experts = ExpertAccess()
