"""Cases, sanctions, leads."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.agencies.views import cases, circulars, conduct_desk, hearings, leads

urlpatterns: list[URLPattern] = [
    path("agencies/", conduct_desk.agencies, name="agencies"),
    path("agencies/cases/", conduct_desk.cases, name="conduct-cases"),
    path("agencies/cases/new/", cases.case_open, name="conduct-open"),
    path("agencies/cases/papers/<int:pk>/", cases.case_paper, name="case-paper"),
    path("agencies/cases/<int:pk>/", cases.case, name="conduct-case"),
    path("agencies/cases/<int:pk>/letter/<slug:form>/", circulars.case_letter, name="conduct-letter"),
    path("agencies/cases/<int:pk>/<slug:act>/", cases.case_act, name="conduct-act"),
    path("agencies/circulars/<int:pk>/", circulars.circular, name="circular"),
    path("agencies/circulars/<int:pk>/lift/", circulars.sanction_lift, name="sanction-lift"),
    path("agencies/affected/<int:pk>/", circulars.affected_one, name="affected"),
    path("agencies/leads/", leads.leads, name="agency-leads"),
    path("agencies/leads/<int:agency>/<str:key>/", leads.lead, name="agency-lead"),
    path("agency/cases/", hearings.agency_cases, name="agency-cases"),
    path("agency/cases/<int:pk>/", hearings.agency_case, name="agency-case"),
]
