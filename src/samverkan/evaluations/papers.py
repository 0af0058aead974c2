"""Papers sealed and opened: all of one evaluation lie under one key, which is dropped when it ends."""

import base64
from uuid import UUID

from samverkan.evaluations.models import Paper, Study
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore, require
from samverkan.secrecy.seal import label, seal, unseal

Kind = Paper.Kind


def add(by: Actor, study: Study, kind: str, raw: bytes, **words: str) -> Paper:
    """Seal a paper: its bytes, and a few words beside them. In an act only."""
    place = Paper.of(study.agency_id).filter(study=study, kind=kind).count()
    row = Paper(
        agency_id=study.agency_id,
        study=study,
        kind=kind,
        place=place,
        made_by=by.officer,
        made_at=clock.now(),
    )
    row.draw_id()
    fields = {**words, "bytes": base64.b64encode(raw).decode()}
    row.sealed = seal(_key(study), _bound_to(row), fields)
    require().wrote(bytes(row.sealed))
    row.save(force_insert=True)
    return row


def latest(study: Study, kind: str) -> tuple[bytes, dict[str, str]] | None:
    """The bytes and words of the newest paper of a kind; None where there is none."""
    row = Paper.of(study.agency_id).filter(study=study, kind=kind).order_by("-place").first()
    if row is None or not row.sealed:
        return None
    require().touch(row.pk)
    fields = unseal(_key(study), _bound_to(row), bytes(row.sealed))
    return base64.b64decode(fields.pop("bytes")), fields


def box(agency: UUID, own: UUID) -> UUID:
    """A new key box for an evaluation."""
    keystore().new_boxes(agency, [own])
    return own


def shred(study: Study) -> None:
    """Forget the key and the papers."""
    keystore().drop_box(study.agency_id, study.box, at=clock.now().isoformat(), reason="evaluation")
    for row in Paper.of(study.agency_id).filter(study=study).exclude(sealed=b""):
        row.sealed = b""
        row.save(force_insert=False, update_fields=["sealed"])


def _key(study: Study) -> bytes:
    return keystore().open_boxes(study.agency_id, [study.box])[study.box]


def _bound_to(row: Paper) -> bytes:
    return label("evaluation", row.agency_id, row.study_id, row.pk, row.kind, str(row.place))
