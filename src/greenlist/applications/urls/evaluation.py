"""Addresses of evaluation, workbook, roster and copying."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.applications.views.copying import copy
from greenlist.applications.views.evaluation import evaluation, result
from greenlist.applications.views.report_file import report_apply, report_upload
from greenlist.applications.views.roster import tenants, tenants_apply, tenants_template
from greenlist.applications.views.trace import trace
from greenlist.applications.views.workbook import workbook, workbook_apply, workbook_upload

urlpatterns: list[URLPattern] = [
    path("applications/<int:pk>/evaluation/", evaluation, name="evaluation"),
    path("applications/<int:pk>/result/", result, name="result"),
    path("applications/<int:pk>/trace/<str:key>/", trace, name="trace"),
    path("applications/<int:pk>/workbook/", workbook, name="workbook"),
    path("applications/<int:pk>/workbook/upload/", workbook_upload, name="workbook_upload"),
    path("applications/<int:pk>/workbook/<int:upload>/", workbook_apply, name="workbook_apply"),
    path("applications/<int:pk>/from-report/", report_upload, name="report_upload"),
    path("applications/<int:pk>/from-report/<int:upload>/", report_apply, name="report_apply"),
    path("applications/<int:pk>/tenants/", tenants, name="tenants"),
    path("applications/<int:pk>/tenants/template/", tenants_template, name="tenants_template"),
    path("applications/<int:pk>/tenants/<int:upload>/", tenants_apply, name="tenants_apply"),
    path("applications/<int:pk>/copy/", copy, name="copy"),
]
