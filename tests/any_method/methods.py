"""The unseen method for each kind of case, and a programme that runs it in the test's world."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from support.world import World

from samverkan.methods.words import CaseKind

UNSEEN = Path(__file__).parent / "unseen.yaml"
SOCIAL, SCHOOL = "Stadsdelsnämnden Prov socialtjänsten", "Utbildningsnämnden Prov"
PERSON = """  - id: identity
    label: {sv: Namn, en: Name}
    capability: nominate
    retention: allt
    identity: true
    fields:
      - {id: name, label: {sv: Namn, en: Name}, type: name, required: true}
      - {id: person_number, label: {sv: Nummer, en: Number}, type: person_number}"""
THING = """  - id: subject
    label: {sv: Mål, en: Target}
    capability: nominate
    retention: allt
    fields: [{id: name, label: {sv: Vad det kallas, en: What it is called}, type: text, required: true}]"""
PROGRAMME = UUID(int=0xB7)


def unseen(case: CaseKind) -> str:
    """The file's text for cases of one kind. A leaver goes by an alias, as one may."""
    about_person = case in (CaseKind.PERSON, CaseKind.PUPIL)
    naming = PERSON if about_person else f"{THING}\n{PERSON}" if case is CaseKind.LEAVER else THING
    reads = "identity" if about_person else "subject, identity" if case is CaseKind.LEAVER else "subject"
    marks = {"naming": naming, "case": str(case), "names": reads, "asked": reads.partition(",")[0]}
    text = UNSEEN.read_text(encoding="utf-8")
    for mark, said in marks.items():
        text = text.replace(f"@{mark}@", said)
    return text


def found_programme(world: World, method: Path, keys: Path) -> None:
    """Found a programme on the file: the social services own it, the school is the other party."""
    from samverkan.setup import install

    seats = [("soc.handlaggare", "rondare"), ("soc.beslut", "ansvarig"), ("skola.rektor", "rondare")]
    spec: dict[str, Any] = {
        "programmes": [{
            "id": str(PROGRAMME), "name": "Kvällsronden Prov", "area": "Prov", "purpose": "Prova.", "owner": SOCIAL,
            "method": str(method), "state": "pilot", "started": date(2024, 1, 1), "review": date(2028, 1, 1),
            "parties": [SOCIAL, SCHOOL],
            "seats": [{"officer": who, "role": role, "from": date(2024, 1, 1)} for who, role in seats],
        }]
    }  # fmt: skip
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write(yaml.safe_dump(spec, allow_unicode=True))
        file.flush()
        install.found(world.admin, world.name, keys, Path(file.name))
