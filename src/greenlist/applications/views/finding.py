"""How the pages of editing find an application."""

from __future__ import annotations

from django.http import Http404

from greenlist.applications.models import Application
from greenlist.applications.rules import applications
from greenlist.parties.access import Hat, find, require
from greenlist.parties.http import Request


def worn(request: Request) -> Hat:
    """The hat worn. Nobody without one gets past `login_required`; Http404 says so."""
    if request.hat is None:
        raise Http404
    return request.hat


def found(request: Request, pk: int) -> Application:
    """An application this hat may see, with what every page names. Raises Http404."""
    rows = applications.visible(request.hat).select_related("round__jurisdiction", "unit__jurisdiction", "city")
    return find(rows, pk=pk)


def found_draft(request: Request, pk: int) -> Application:
    """An application whose draft this hat may read. Raises Http404, NotAllowed."""
    application = found(request, pk)
    require(applications.may(request.hat, "read draft", application))
    return application


def found_to_edit(request: Request, pk: int) -> Application:
    """An application this hat may change. Raises Http404, NotAllowed."""
    application = found(request, pk)
    require(applications.may(request.hat, "edit", application))
    return application
