"""Addresses of the green lists."""

from __future__ import annotations

from django.urls import path

from .views import changes, importing, ledger, lists, pairs, rosters, upkeep

urlpatterns = [
    path("green-lists/", lists.green_lists_page, name="green_lists"),
    path("green-lists/import/", importing.green_list_upload, name="green_list_upload"),
    path("green-lists/import/<int:pk>/", importing.green_list_apply, name="green_list_apply"),
    path("green-lists/changes/", changes.green_changes, name="green_changes"),
    path("green-lists/changes/new/", changes.green_change_new, name="green_change_new"),
    path("green-lists/changes/<int:pk>/", changes.green_change, name="green_change"),
    path("green-lists/changes/<int:pk>/unlink/", changes.green_change_unlink, name="green_change_unlink"),
    path("green-lists/changes/<int:pk>/withdraw/", changes.green_change_withdraw, name="green_change_withdraw"),
    path("green-lists/ledger/", ledger.green_ledger, name="green_ledger"),
    path("green-lists/ledger/counts/", ledger.green_counts, name="green_counts"),
    path("green-lists/roster/", rosters.green_roster, name="green_roster"),
    path("green-lists/names/", pairs.green_pairs, name="green_pairs"),
    path("green-lists/names/<int:pk>/", pairs.green_pair, name="green_pair"),
    path("green-lists/entries/<int:pk>/", lists.green_entry, name="green_entry"),
    path("green-lists/mine/", upkeep.green_mine, name="green_mine"),
    path("green-lists/entries/<int:pk>/dynamic/", upkeep.green_dynamic, name="green_dynamic"),
    path(
        "green-lists/entries/<int:pk>/dynamic/<int:year>.<str:form>",
        upkeep.green_dynamic_file,
        name="green_dynamic_file",
    ),
    path("green-lists/<int:pk>/", lists.green_list_page, name="green_list"),
    path("green-lists/<int:pk>/export/<str:form>/", lists.green_list_export, name="green_list_export"),
    path("green-lists/<int:pk>/withdraw/", lists.green_list_withdraw, name="green_list_withdraw"),
]
