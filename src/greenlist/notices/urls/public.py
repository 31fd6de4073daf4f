"""What everybody reads and hands in, without an account."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.notices.views import objecting, public

_ONE = "public-notices/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("public-notices/", public.public_notices, name="public-notices"),
    path("public-notices/slip/", objecting.slip, name="objection-slip"),
    path("public-notices/slip/<str:number>.<str:form>", objecting.slip_paper, name="objection-slip-paper"),
    path("public-notices/objections/", objecting.standing, name="objection-standing"),
    path(_ONE, public.public_notice, name="public-notice"),
    path(f"{_ONE}versions/<int:number>/", public.document, name="public-notice-document"),
    path(f"{_ONE}versions/<int:number>/units.<slug:form>", public.names, name="public-notice-names"),
    path(f"{_ONE}units/<int:unit>/object/", objecting.object_to, name="notice-object"),
]
