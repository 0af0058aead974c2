"""Sessions whose keys are hashed in the database: a read of the table opens nobody's session."""

import hashlib

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from samverkan.secrecy.prepared import prepared


class SessionStore(DatabaseStore):
    """The cookie carries the key; the row carries its SHA-256."""

    @classmethod
    def hashed(cls, key: str | None) -> str:
        """What the row is found by: 40 hexadecimal signs, the column's width."""
        return hashlib.sha256((key or "").encode()).hexdigest()[:40]

    def _get_session_from_db(self):
        for row in _rows(self.hashed(self.session_key)):
            if row.expire_date > timezone.now():
                return row
        self._session_key = None
        return None

    def exists(self, session_key):
        return super().exists(self.hashed(session_key))

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.session_key = self.hashed(row.session_key)
        return row

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key is not None:
            self.model.objects.filter(session_key=self.hashed(key)).delete()


@prepared
def _rows(hashed: str):
    from django.contrib.sessions.models import Session  # not before the apps are ready

    return Session.objects.filter(session_key=hashed)
