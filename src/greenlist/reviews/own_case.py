"""Nobody acts as an office on a case of his own: one of a unit or an agency that he belongs to."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.models import Membership, Person, Role

OFFICIALS = roles.CITY | roles.PROVINCE | {Role.DEPARTMENT, Role.EXPERT}


def own_case(person: Person, application: Application) -> str:
    """Why a person may not act on an application for an office, '' where nothing is in the way. One query."""
    sides = [one for one in (application.unit_id, application.agency_id) if one is not None]
    held = Membership.objects.filter(person=person, organisation__in=sides, until=None)
    found = held.values_list("organisation__name", flat=True).first()
    if found is None:
        return ""
    return _("您在“%(name)s”任有角色，要回避这份申报，请由同事办理。") % {"name": found}


def hindered(hat: Hat | None, application: Application) -> str:
    """The same for a hat; only officials are asked. For `process.HINDRANCES` and the access objects."""
    return own_case(hat.person, application) if hat is not None and hat.role in OFFICIALS else ""
