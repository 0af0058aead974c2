"""Where the public data with known answers lie; the same for every room's tests."""

from support.shared import shared_file, shared_root

__all__ = ["shared_file", "shared_root"]
