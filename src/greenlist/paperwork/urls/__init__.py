"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from greenlist.paperwork.views import batches, pictures, reports, templates

_KIND = "document-templates/<slug:kind>/"
_VERSION = "document-templates/versions/<int:pk>/"
urlpatterns = [
    path("document-templates/", templates.template_list, name="document-templates"),
    path(_VERSION, templates.template_page, name="document-template"),
    path(f"{_VERSION}file/", templates.template_file, name="document-template-file"),
    path(f"{_VERSION}sample/", templates.template_sample, name="document-template-sample"),
    path(f"{_VERSION}pictures/", pictures.template_pictures, name="document-template-pictures"),
    path(f"{_VERSION}pictures/<int:number>/", pictures.template_picture, name="document-template-picture"),
    path(f"{_VERSION}activate/", templates.template_activate, name="document-template-activate"),
    path(f"{_VERSION}retire/", templates.template_retire, name="document-template-retire"),
    path(_KIND, templates.template_kind, name="document-template-kind"),
    path(f"{_KIND}start/", templates.template_start, name="document-template-start"),
    path("rounds/<int:pk>/reports/", batches.reports, name="reports"),
    path("rounds/<int:pk>/batch-hold/", batches.batch_hold, name="batch-hold"),
    path("rounds/<int:pk>/batch-hold/lift/", batches.batch_hold_lift, name="batch-hold-lift"),
    path("report-runs/<int:pk>/file/", batches.report_run_file, name="report-run-file"),
    path("applications/<int:pk>/report/", reports.report, name="application-report"),
    path("applications/<int:pk>/report/<slug:version>/<slug:form>/", reports.report_file,
         name="application-report-file"),
]  # fmt: skip
