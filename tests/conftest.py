"""What all tests share: how hypothesis looks for counter-examples (the same ones each time, without a clock), and
in which order several workers take modules."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with modules that have slow tests, then with large ones, so that no worker is left alone at the end."""
    if not hasattr(config, "workerinput"):
        return
    slow, tests = Counter[Path](), Counter[Path]()
    for item in items:
        slow[item.path] += item.get_closest_marker("slow") is not None
        tests[item.path] += 1
    items.sort(key=lambda item: (slow[item.path] == 0, -tests[item.path]))
