"""Who may see the records of formal checks, and what belongs to them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.reviews.models import Block, CheckedPoint, CheckedResult, FormalCheck

from .reviews import reviews


class FormalCheckAccess:
    """Records go with the application: the offices on whose desk it is; never the applicant."""

    def visible(self, hat: Hat | None) -> QuerySet[FormalCheck]:
        """The records a hat may see."""
        return FormalCheck.objects.filter(application__in=reviews.visible(hat))

    def may(self, hat: Hat | None, act: str, row: FormalCheck) -> Ruling:
        """Acts: see."""
        if not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份核对记录。"))
        return YES if act == "see" else no(_("没有这项操作。"))


class PointAccess:
    """Words on points go with their check."""

    def visible(self, hat: Hat | None) -> QuerySet[CheckedPoint]:
        """The words a hat may see."""
        return CheckedPoint.objects.filter(check_of__in=formal_checks.visible(hat))


class CheckedResultAccess:
    """Re-evaluations go with the application."""

    def visible(self, hat: Hat | None) -> QuerySet[CheckedResult]:
        """The re-evaluations a hat may see."""
        return CheckedResult.objects.filter(application__in=reviews.visible(hat))


class BlockAccess:
    """Stops go with the application."""

    def visible(self, hat: Hat | None) -> QuerySet[Block]:
        """The stops a hat may see."""
        return Block.objects.filter(application__in=reviews.visible(hat))


formal_checks = FormalCheckAccess()
points = PointAccess()
checked_results = CheckedResultAccess()
blocks = BlockAccess()
