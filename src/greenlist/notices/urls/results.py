"""The ministry's list and what it brought."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.notices.views import results, results_copies, results_lines

urlpatterns: list[URLPattern] = [
    path("rounds/<int:pk>/results/", results.results_page, name="results"),
    path("results/<int:pk>/", results.result_page, name="result-import"),
    path("results/<int:pk>/kinds/", results.result_kinds, name="result-kinds"),
    path("results/<int:pk>/apply/", results.result_apply, name="result-apply"),
    path("results/<int:pk>/drop/", results.result_drop, name="result-drop"),
    path("results/<int:pk>/export/<slug:form>/", results_lines.result_export, name="result-export"),
    path("results/<int:pk>/letters/", results_lines.result_letters, name="result-letters"),
    path("results/<int:pk>/copies/", results_copies.result_copies, name="result-copies"),
    path("results/lines/<int:pk>/", results_lines.result_line, name="result-line"),
    path("results/lines/<int:pk>/letter/<slug:form>/", results_lines.result_letter, name="result-letter"),
    path("applications/<int:pk>/outcome/", results_lines.application_result, name="application-result"),
]
