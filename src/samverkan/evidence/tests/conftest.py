"""Settings for the property tests of this room."""

from __future__ import annotations

from hypothesis import settings

# The first example of a test may compile a kernel, so time says nothing about an example.
settings.register_profile("evidence", deadline=None)
settings.load_profile("evidence")
