"""Every kind of public file that `samverkan import KIND FILE` knows."""

from __future__ import annotations

from samverkan.picture.importing import (
    kolada,
    notices,
    population,
    reported,
    school_survey,
    school_units,
    schools,
    shootings,
    vulnerable_areas,
)
from samverkan.picture.importing.shapes import Kind
from samverkan.picture.sources.catalogue import sources

_READERS = {
    "notices": notices.read, "reported": reported.read, "kolada": kolada.read, "population": population.read,
    "schools": schools.read, "school_units": school_units.read, "school_survey": school_survey.read,
    "shootings": shootings.read, "vulnerable_areas": vulnerable_areas.read,
}  # fmt: skip
KINDS = {name: Kind(name, name, sources()[name].name, reader) for name, reader in _READERS.items()}
