"""The evaluation step by step."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.agencies.views import chapters, documents, photos, plan, review, site, work

_ONE = "agency/engagements/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(_ONE, work.engagement, name="engagement"),
    path(f"{_ONE}confirm/<slug:step>/", work.confirm, name="engagement-confirm"),
    path(f"{_ONE}plan/", plan.plan, name="engagement-plan"),
    path(f"{_ONE}team/add/", plan.member_add, name="engagement-member-add"),
    path(f"{_ONE}team/<int:member>/remove/", plan.member_remove, name="engagement-member-remove"),
    path(f"{_ONE}documents/", documents.documents, name="engagement-documents"),
    path(f"{_ONE}documents/<int:check>/", documents.check, name="engagement-check"),
    path(f"{_ONE}documents/<int:check>/remove/", documents.check_remove, name="engagement-check-remove"),
    path(f"{_ONE}site/", site.site, name="engagement-site"),
    path(f"{_ONE}site/<int:visit>/", site.visit, name="engagement-visit"),
    path(f"{_ONE}site/<int:visit>/remove/", site.visit_remove, name="engagement-visit-remove"),
    path(f"{_ONE}site/<int:visit>/photos/", photos.photo_add, name="engagement-photo-add"),
    path(f"{_ONE}photos/<int:photo>/", photos.photo, name="engagement-photo"),
    path(f"{_ONE}photos/<int:photo>/remove/", photos.photo_remove, name="engagement-photo-remove"),
    path(f"{_ONE}chapters/", chapters.chapters, name="engagement-chapters"),
    path(f"{_ONE}chapters/<slug:key>/", chapters.chapter, name="engagement-chapter"),
    path(f"{_ONE}review/", review.review, name="engagement-review"),
]
