"""Who works with bundles: the handlers of an authority; its approvers read."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Jurisdiction, Role

from .models import Made, Received, TrustedKey

HANDLERS = frozenset({Role.CITY_HANDLER, Role.PROVINCE_HANDLER})
_OFFICE = _("数据包由主管部门使用。")
_HANDLER = _("由经办人办理。")


class BundleAccess:
    """The one answer about bundles of an office: its own, and nobody else's."""

    def may_work(self, hat: Hat | None) -> Ruling:
        """Whether this hat has these pages at all."""
        return YES if hat is not None and hat.among(roles.CITY | roles.PROVINCE) else no(_OFFICE)

    def may_act(self, hat: Hat | None) -> Ruling:
        """Whether this hat receives, imports, makes bundles and trusts keys."""
        if not (ruling := self.may_work(hat)):
            return ruling
        return YES if hat is not None and hat.role in HANDLERS else no(_HANDLER)

    def may_receive_from(self, hat: Hat, sender: Jurisdiction) -> Ruling:
        """Whether a sender lies where this hat works: its own place or one below."""
        place = hat.jurisdiction
        if place is not None and sender.path.startswith(place.path):
            return YES
        return no(_("制作单位“%(sender)s”不在本部门的管辖范围内，不能收下它的数据包。") % {"sender": sender.name})

    def received(self, hat: Hat | None) -> QuerySet[Received]:
        """The bundles the office of a hat was sent."""
        if hat is None or not self.may_work(hat):
            return Received.objects.none()
        return Received.objects.filter(office=hat.organisation)

    def made(self, hat: Hat | None) -> QuerySet[Made]:
        """The bundles the office of a hat had made."""
        if hat is None or not self.may_work(hat):
            return Made.objects.none()
        return Made.objects.filter(office=hat.organisation)

    def keys(self, hat: Hat | None) -> QuerySet[TrustedKey]:
        """The keys the office of a hat trusts or trusted."""
        if hat is None or not self.may_work(hat):
            return TrustedKey.objects.none()
        return TrustedKey.objects.filter(office=hat.organisation)


bundles = BundleAccess()
