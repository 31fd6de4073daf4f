"""Who may work on templates of documents.

It is the province and not the person who runs the server: a template changes what an official document says, which is
the office's word and not a matter of running the program (the three administrators have no business duties at all).
An officer uploads, another one who approves puts it in force.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.applications.evidence_rules import may_open_blob
from greenlist.paperwork.models import DocumentTemplate
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role


class TemplateAccess:
    """The templates of the hat's own province."""

    def visible(self, hat: Hat | None) -> QuerySet[DocumentTemplate]:
        """Those of its place."""
        if hat is None or hat.jurisdiction is None or not hat.among(roles.PROVINCE):
            return DocumentTemplate.objects.none()
        return DocumentTemplate.objects.filter(place=hat.jurisdiction)

    def may_open(self, hat: Hat | None) -> Ruling:
        """Whether this hat sees the pages and uploads at all."""
        return YES if hat is not None and hat.among(roles.PROVINCE) else no(_("文件模板由省厅管理。"))

    def may(self, hat: Hat | None, act: str, row: DocumentTemplate) -> Ruling:
        """Acts: see; picture (its trial); activate (an approver who did not upload it), retire (an approver)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份模板。"))
        return self.ruling(hat, act, row)

    def ruling(self, hat: Hat, act: str, row: DocumentTemplate) -> Ruling:
        """The same of a template the hat is known to see. No query where its file is loaded."""
        if act == "see":
            return YES
        if act == "picture":
            return may_open_blob(row.blob)
        if act not in {"activate", "retire"}:
            return no(_("没有这项操作。"))
        if hat.role != Role.PROVINCE_APPROVER:
            return no(_("由省级审批人启用和停用。"))
        if act == "retire":
            return YES if row.active else no(_("这一版没有在用。"))
        if row.active:
            return no(_("这一版正在用。"))
        if hat.person.pk == row.by_id:
            return no(_("上传的人不能自己启用，请由另一位审批人启用。"))
        return may_open_blob(row.blob)


templates = TemplateAccess()
