"""Every address of the site. Each app keeps its own; here they come together."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("greenlist.portal.urls")),
    path("", include("greenlist.parties.urls")),
    path("", include("greenlist.rounds.urls")),
    path("", include("greenlist.listings.urls")),
    path("", include("greenlist.applications.urls")),
    path("", include("greenlist.paperwork.urls")),
    path("", include("greenlist.screenings.urls")),
    path("", include("greenlist.agencies.urls")),
    path("", include("greenlist.reviews.urls")),
    path("", include("greenlist.consultations.urls")),
    path("", include("greenlist.panels.urls")),
    path("", include("greenlist.decisions.urls")),
    path("", include("greenlist.recommendations.urls")),
    path("", include("greenlist.notices.urls")),
    path("", include("greenlist.bundles.urls")),
    path("", include("greenlist.journal.urls")),
    path("api/", include("greenlist.api.urls")),
    path("", include("greenlist.ops.urls_health")),
    path("accounts/", include("greenlist.parties.urls_accounts")),
]
