"""Addresses of bundles."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import history, keys, making, receiving

urlpatterns: list[URLPattern] = [
    path("bundles/", receiving.bundle_list, name="bundles"),
    path("bundles/receive/", receiving.bundle_receive, name="bundle-receive"),
    path("bundles/made/", making.made_list, name="bundles-made"),
    path("bundles/made/<int:pk>/file/", making.made_file, name="bundle-made-file"),
    path("bundles/history/", history.bundle_history, name="bundles-history"),
    path("bundles/keys/", keys.key_list, name="bundle-keys"),
    path("bundles/keys/<int:pk>/end/", keys.key_end, name="bundle-key-end"),
    path("bundles/<int:pk>/", receiving.bundle, name="bundle"),
    path("bundles/<int:pk>/key/", keys.key_confirm, name="bundle-key-confirm"),
    path("bundles/<int:pk>/import/", receiving.bundle_import, name="bundle-import"),
    path("bundles/<int:pk>/<slug:part>/", receiving.bundle_file, name="bundle-file"),
]
