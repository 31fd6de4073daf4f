"""Each test begins with no counts of earlier ones."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_left_over() -> None:
    cache.clear()
