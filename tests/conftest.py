"""Settings of all property tests: how long an example takes is no fact about the program."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("plain", deadline=None)
settings.load_profile("plain")
