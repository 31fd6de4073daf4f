"""Verified values, nonconformities, the signed report."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.agencies.views import differences, nonconforming, reports, values

_ONE = "agency/engagements/<int:pk>/"
_UNIT = "applications/<int:pk>/nonconformities/"

urlpatterns: list[URLPattern] = [
    path(f"{_ONE}values/", values.engagement_values, name="engagement-values"),
    path(f"{_ONE}values/state/", values.state_value, name="engagement-value"),
    path(f"{_ONE}values/confirm/", values.confirm_values, name="engagement-values-confirm"),
    path(f"{_ONE}nonconformities/", nonconforming.of_engagement, name="engagement-nonconformities"),
    path(f"{_ONE}nonconformities/add/", nonconforming.add, name="engagement-nonconformity-add"),
    path(f"{_ONE}nonconformities/<int:nid>/", nonconforming.decide, name="engagement-nonconformity"),
    path(_UNIT, nonconforming.of_application, name="application-nonconformities"),
    path(f"{_UNIT}<int:nid>/", nonconforming.answer, name="application-nonconformity"),
    path(f"{_ONE}differences/", differences.engagement_differences, name="engagement-differences"),
    path(f"{_ONE}report/", reports.engagement_report, name="engagement-report"),
    path(f"{_ONE}report/sign/", reports.sign, name="engagement-sign"),
    path(f"{_ONE}report/revise/", reports.revise, name="engagement-revise"),
    path(f"{_ONE}report/revise/drop/", reports.drop, name="engagement-revise-drop"),
    path(f"{_ONE}report/<int:number>/paper/", reports.paper, name="engagement-paper"),
    path(f"{_ONE}report/draft/", reports.draft_paper, name="engagement-draft-paper"),
]
