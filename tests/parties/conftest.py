"""Each test begins with no counts of earlier ones and leaves the language as it was."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    cache.clear()
    with translation.override(translation.get_language()):
        yield
