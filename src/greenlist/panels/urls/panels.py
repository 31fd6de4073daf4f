"""Panels, their experts, plans and cases."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.panels.views import cases, members, panels, plans

CASE = "panels/<int:pk>/cases/<int:cid>/"

urlpatterns: list[URLPattern] = [
    path("panels/", panels.panel_list, name="panels"),
    path("panels/new/", panels.panel_new, name="panel-new"),
    path("panels/<int:pk>/", panels.panel_page, name="panel"),
    path("panels/<int:pk>/edit/", panels.panel_edit, name="panel-edit"),
    path("panels/<int:pk>/start/", panels.panel_start, name="panel-start"),
    path("panels/<int:pk>/close/", panels.panel_close, name="panel-close"),
    path("panels/<int:pk>/export/", panels.panel_export, name="panel-export"),
    path("panels/<int:pk>/members/", members.panel_members, name="panel-members"),
    path("panels/<int:pk>/members/add/", members.panel_members_add, name="panel-members-add"),
    path("panels/<int:pk>/members/<int:mid>/remove/", members.panel_member_remove, name="panel-member-remove"),
    path("panels/<int:pk>/members/<int:mid>/chair/", members.panel_member_chair, name="panel-member-chair"),
    path("panels/<int:pk>/plan/", plans.panel_plan, name="panel-plan"),
    path("panels/plans/<int:pk>/", plans.plan, name="plan"),
    path("panels/plans/<int:pk>/apply/", plans.plan_apply, name="plan-apply"),
    path(CASE, cases.panel_case, name="panel-case"),
    path(f"{CASE}add/", cases.panel_case_add, name="panel-case-add"),
    path(f"{CASE}declare/", cases.panel_case_declare, name="panel-case-declare"),
    path(f"{CASE}anchor/", cases.panel_case_anchor, name="panel-case-anchor"),
    path(f"{CASE}<int:aid>/exchange/", cases.panel_case_exchange, name="panel-case-exchange"),
    path(f"{CASE}<int:aid>/end/", cases.panel_case_end, name="panel-case-end"),
]
