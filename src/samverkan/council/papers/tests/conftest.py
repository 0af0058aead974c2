"""Papers made by hand: no database, the statistics that ship."""

from datetime import date

import pytest
from support.council import PROBLEM, WRITTEN


@pytest.fixture(scope="module")
def frozen(statistics, template):
    """Järva's statistics, as a picture holds them."""
    from django.conf import settings

    from samverkan.council import basis

    held = settings.SAMVERKAN["PICTURE"]
    settings.SAMVERKAN["PICTURE"] = statistics
    try:
        return basis.take("0180-sdo-jarva")
    finally:
        settings.SAMVERKAN["PICTURE"] = held


@pytest.fixture
def situation(template):
    """A decided picture of Järva that no database has seen, and its problem."""
    from samverkan.council.models import Problem, SituationPicture
    from samverkan.secrecy.models import Agency

    row = SituationPicture(
        agency=Agency(name="Kommunstyrelsen i Prov", short="Kommunen"), place="0180-sdo-jarva", version=2,
        title="Lägesbild Järva", basis_on=date(2026, 11, 1), decided_on=date(2026, 11, 20),
        decision="Dnr KS 2026/431", body="Kommunstyrelsen", **WRITTEN,
    )  # fmt: skip
    return row, [Problem(**PROBLEM)]
