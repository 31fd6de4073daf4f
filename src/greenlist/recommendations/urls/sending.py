"""Recommendations: of a city to the province, of the province to the ministry."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.recommendations.views import amending, delivery, desk, files, page, table, told, unit

_ONE = "recommendations/<int:pk>/"
_UNIT = f"{_ONE}units/<int:uid>/"

urlpatterns: list[URLPattern] = [
    path("recommendations/", desk.recommendation_list, name="recommendations"),
    path("recommendations/start/<int:pk>/", desk.recommendation_start, name="recommendation-start"),
    path("recommendations/scans/<int:pk>/", files.scan_file, name="recommendation-scan-file"),
    path("recommendations/packages/<int:pk>/", unit.package_file, name="recommendation-package-file"),
    path(_ONE, page.recommendation, name="recommendation"),
    path(f"{_ONE}letter/", page.recommendation_letter, name="recommendation-letter"),
    path(f"{_ONE}units/", page.recommendation_units, name="recommendation-units"),
    path(f"{_ONE}propose/", page.recommendation_propose, name="recommendation-propose"),
    path(f"{_ONE}preview/", page.recommendation_preview, name="recommendation-preview"),
    path(f"{_ONE}table/", table.recommendation_table, name="recommendation-table"),
    path(f"{_ONE}files/<slug:form>/", files.recommendation_file, name="recommendation-file"),
    path(f"{_ONE}scans/", files.recommendation_scan, name="recommendation-scan"),
    path(f"{_ONE}delivery/", delivery.recommendation_delivery, name="recommendation-delivery"),
    path(f"{_ONE}delivery/postings/<int:record>/", amending.posting_correct, name="recommendation-posting"),
    path(f"{_ONE}delivery/uploads/<int:record>/", amending.upload_correct, name="recommendation-upload"),
    path(f"{_ONE}packages/", delivery.recommendation_packages, name="recommendation-packages"),
    path(f"{_ONE}packages/make/", delivery.recommendation_packages_make, name="recommendation-packages-make"),
    path(f"{_ONE}platform/", delivery.recommendation_platform, name="recommendation-platform"),
    path(f"{_ONE}do/<slug:act>/", page.recommendation_act, name="recommendation-act"),
    path(_UNIT, unit.recommendation_unit, name="recommendation-unit"),
    path(f"{_UNIT}scans/", files.unit_scan, name="recommendation-unit-scan"),
    path(f"{_UNIT}package/", unit.unit_package, name="recommendation-unit-package"),
    path(f"{_UNIT}package.zip", unit.unit_package_zip, name="recommendation-unit-zip"),
    path("applications/<int:pk>/recommended/", told.application_recommended, name="application-recommended"),
]
