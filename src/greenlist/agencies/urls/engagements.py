"""Asking an agency, answering, the contract, relations, the cap."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.agencies.views import affiliations, asking, contracts, requests

_UNIT = "applications/<int:pk>/agency/"
_ONE = "agency/engagements/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(_UNIT, asking.application_agency, name="application-agency"),
    path(f"{_UNIT}ask/", asking.agency_ask, name="agency-ask"),
    path(f"{_UNIT}withdraw/", asking.agency_withdraw, name="agency-withdraw"),
    path(f"{_UNIT}sign/", asking.agency_sign, name="agency-sign"),
    path(f"{_UNIT}end/", asking.agency_end, name="agency-end"),
    path(f"{_UNIT}relations/", contracts.agency_relation, name="agency-relation"),
    path("agency/engagements/", requests.engagement_list, name="engagements"),
    path(f"{_ONE}request/", requests.engagement_request, name="engagement-request"),
    path(f"{_ONE}answer/", requests.engagement_answer, name="engagement-answer"),
    path(f"{_ONE}contract/", contracts.engagement_contract, name="engagement-contract"),
    path(f"{_ONE}contract/file/", contracts.contract_file, name="contract-file"),
    path(f"{_ONE}relations/", contracts.engagement_relation, name="engagement-relation"),
    path(f"{_ONE}ask-to-end/", requests.engagement_ask_to_end, name="engagement-ask-to-end"),
    path("agency/relations/<int:pk>/withdraw/", contracts.relation_withdraw, name="relation-withdraw"),
    path("agency/affiliations/", affiliations.agency_affiliations, name="agency-affiliations"),
    path("agency/affiliations/<int:pk>/withdraw/", affiliations.affiliation_withdraw, name="affiliation-withdraw"),
]
