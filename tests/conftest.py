"""What all tests share: how hypothesis looks for counter-examples (the same ones each time, without a clock)."""

from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")
