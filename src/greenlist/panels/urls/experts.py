"""The register of experts."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenlist.panels.views import expert_import, expert_lines, experts

urlpatterns: list[URLPattern] = [
    path("expert/profile/", experts.expert_profile, name="expert-profile"),
    path("experts/", experts.expert_list, name="experts"),
    path("experts/new/", experts.expert_new, name="expert-new"),
    path("experts/import/", expert_import.expert_import, name="expert-import"),
    path("experts/import/form/", expert_import.expert_table_form, name="expert-table-form"),
    path("experts/import/<int:pk>/", expert_import.expert_table, name="expert-table"),
    path("experts/import/<int:pk>/apply/", expert_import.expert_table_apply, name="expert-table-apply"),
    path("experts/<int:pk>/", experts.expert_page, name="expert"),
    path("experts/<int:pk>/edit/", experts.expert_edit, name="expert-edit"),
    path("experts/<int:pk>/past/", expert_lines.expert_past_add, name="expert-past-add"),
    path("experts/<int:pk>/past/<int:lid>/remove/", expert_lines.expert_past_remove, name="expert-past-remove"),
    path("experts/<int:pk>/shared/", expert_lines.expert_shared_add, name="expert-shared-add"),
    path("experts/<int:pk>/shared/<int:lid>/remove/", expert_lines.expert_shared_remove, name="expert-shared-remove"),
    path("experts/<int:pk>/switch/", expert_lines.expert_switch, name="expert-switch"),
    path("experts/<int:pk>/doubts/clear/", expert_lines.expert_doubt_clear, name="expert-doubt-clear"),
    path("experts/<int:pk>/doubts/<int:lid>/raise/", expert_lines.expert_doubt_raise, name="expert-doubt-raise"),
    path(
        "experts/<int:pk>/declared/<int:lid>/withdraw/", expert_lines.expert_declared_withdraw,
        name="expert-declared-withdraw",
    ),
]  # fmt: skip
