"""Files that officers send are kept in memory until they are sealed: never on a disk, and from nobody else."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

LARGEST = 110_000_000  # bytes of a whole request: a form's largest file and what goes round it


class InMemory(MemoryFileUploadHandler):
    """Keeps what a signed-in officer sends; a larger request, or anybody else's, is read past and dropped."""

    def handle_raw_input(self, _sent: Any, _meta: Any, content_length: int, *_more: Any) -> None:
        session = getattr(self.request, "session", {})
        self.activated = "officer" in session and content_length <= LARGEST
