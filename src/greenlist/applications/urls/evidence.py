"""Addresses of evidence."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.applications.views import evidence, evidence_changes, evidence_files

_ALL = "applications/<int:pk>/evidence/"
_ONE = f"{_ALL}<int:eid>/"

urlpatterns: list[URLPattern] = [
    path(_ALL, evidence.evidence, name="evidence"),
    path(f"{_ALL}upload/", evidence_changes.evidence_upload, name="evidence_upload"),
    path(_ONE, evidence.evidence_item, name="evidence_item"),
    path(f"{_ONE}file/", evidence_files.evidence_file, name="evidence_file"),
    path(f"{_ONE}view/", evidence_files.evidence_view, name="evidence_view"),
    path(f"{_ONE}replace/", evidence_changes.evidence_replace, name="evidence_replace"),
    path(f"{_ONE}describe/", evidence_changes.evidence_describe, name="evidence_describe"),
    path(f"{_ONE}link/", evidence_changes.evidence_link, name="evidence_link"),
    path(f"{_ONE}unlink/<int:use>/", evidence_changes.evidence_unlink, name="evidence_unlink"),
    path(f"{_ONE}remove/", evidence_changes.evidence_remove, name="evidence_remove"),
]
