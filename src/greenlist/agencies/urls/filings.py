"""Filing with the province, and an agency's registration."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.agencies.views import filing_desk, filing_items, filings, registrations

urlpatterns: list[URLPattern] = [
    path("agency/organisation/", registrations.agency_profile, name="agency-profile"),
    path("agency/filings/", filings.agency_filings, name="agency-filings"),
    path("agency/filings/start/", filings.agency_filing_start, name="agency-filing-start"),
    path("agency/filings/staff-table/", filing_items.filing_staff_form, name="filing-staff-form"),
    path("agency/filings/<int:pk>/", filings.agency_filing, name="agency-filing"),
    path("agency/filings/<int:pk>/submit/", filings.agency_filing_submit, name="agency-filing-submit"),
    path("agency/filings/<int:pk>/basics/", filing_items.filing_basics, name="filing-basics"),
    path("agency/filings/<int:pk>/staff/new/", filing_items.filing_staff, name="filing-staff-new"),
    path("agency/filings/<int:pk>/staff/table/", filing_items.filing_staff_table, name="filing-staff-table"),
    path("agency/filings/<int:pk>/staff/<int:sid>/", filing_items.filing_staff, name="filing-staff"),
    path(
        "agency/filings/<int:pk>/staff/<int:sid>/remove/", filing_items.filing_staff_remove,
        name="filing-staff-remove",
    ),
    path("agency/filings/<int:pk>/projects/new/", filing_items.filing_project, name="filing-project-new"),
    path("agency/filings/<int:pk>/projects/<int:prid>/", filing_items.filing_project, name="filing-project"),
    path(
        "agency/filings/<int:pk>/projects/<int:prid>/remove/", filing_items.filing_project_remove,
        name="filing-project-remove",
    ),
    path("agency/filings/<int:pk>/papers/", filing_items.filing_paper_add, name="filing-paper-add"),
    path(
        "agency/filings/<int:pk>/papers/<int:fid>/remove/", filing_items.filing_paper_remove,
        name="filing-paper-remove",
    ),
    path("agencies/register/", registrations.agency_register, name="agency-register"),
    path("agencies/registrations/", registrations.agency_registrations, name="agency-registrations"),
    path(
        "agencies/registrations/<int:pk>/decide/", registrations.agency_registration_decide,
        name="agency-registration-decide",
    ),
    path("agencies/papers/<int:pk>/", filing_desk.filing_paper, name="filing-paper"),
    path("agencies/filings/", filing_desk.filing_desk, name="filing-desk"),
    path("agencies/filings/<int:pk>/", filing_desk.filing_review, name="filing-review"),
    path("agencies/filings/<int:pk>/rule/", filing_desk.filing_rule, name="filing-rule"),
    path("agencies/filings/<int:pk>/return/", filing_desk.filing_return, name="filing-return"),
    path("agencies/filings/<int:pk>/accept/", filing_desk.filing_accept, name="filing-accept"),
]  # fmt: skip
