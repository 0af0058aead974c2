"""What casework does once a night, for each authority in turn."""

from typing import Any

from samverkan.casework.actions import weeding
from samverkan.secrecy import afterwards
from samverkan.secrecy.background import nightly


@nightly("showings.weed")
def weed_showings(*, by: Any) -> None:
    """Shred showings that have ended."""
    afterwards.weed_ended(by)


@nightly("weeding")
def weed(*, by: Any) -> None:
    """Mend what a restore brought back, weed what is decided, and bring the list of what is to come in step."""
    weeding.again(by=by)
    weeding.run(by=by)
    weeding.find(by=by)
