"""The addresses of the situation picture and the municipality's loop in the made-up city, and their pictures."""

from collections.abc import Iterator
from typing import Any, NamedTuple

COORDINATOR, HEAD, MEMBER = (f"stad.stockholm.{post}" for post in ("samordnare", "chef", "ledamot"))
ANALYST, READER, OWNER = "social.jarva.samordnare", "polis.jarva.styr", "polis.jarva.samordnare"
WIDE, TALL, NARROW, LONG = (1280, 960), (1280, 1500), (390, 844), (390, 1300)
FILE = "Händelsedatum;Brottstyp;Stadsdel;Anmäld\n" + "".join(
    f"2026-{month:02d}-{day:02d};{kind};{place};2026-{month:02d}-{day + 1:02d}\n"
    for month in range(1, 11)
    for day, kind, place in ((3, "Misshandel", "Rinkeby"), (9, "Skadegörelse", "Kista"), (17, "Rån", "Akala"))
)
"""As a security company's system gives it; one quarter is misspelt, so that the page shows what is refused."""


class Page(NamedTuple):
    """A picture: its name, whose page, where, and how large the window is."""

    name: str
    officer: str
    path: str
    size: tuple[int, int] = WIDE


def addresses(actor_of: Any) -> dict[str, str]:
    """Papers of every sort, decided and drafted, a line of a register, and a file that has been looked at."""
    from samverkan.council.models import ActionPlan, Agreement, FollowUp, SituationPicture
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Programme

    by = actor_of(COORDINATOR)
    with bound(by):
        newest = {
            name: model.objects.filter(decided_on__isnull=False).order_by("-decided_on").first()
            for name, model in (("picture", SituationPicture), ("plan", ActionPlan), ("followup", FollowUp))
        }
        draft = ActionPlan.objects.get(decided_on__isnull=True, discarded_at__isnull=True)
        agreement = Agreement.objects.filter(agency=by.agency).first()
        trefas = Programme.objects.get(name="Trefas Järva")
    return {
        "situation": f"/radet/lagesbild/{newest['picture'].pk}/", "plan": f"/radet/plan/{newest['plan'].pk}/",
        "followup": f"/radet/uppfoljning/{newest['followup'].pk}/", "plan_draft": f"/radet/plan/{draft.pk}/",
        "agreement": f"/radet/register/overenskommelser/{agreement.pk}/", "own_file": _own_file(actor_of(ANALYST)),
        "handing": f"/verksamheter/{trefas.pk}/siffror-till-plan/",
    }  # fmt: skip


def shots(where: dict[str, str]) -> Iterator[Page]:
    """Every page of the two rooms, the ones that are read most in a telephone too."""
    yield from _both("picture", READER, "/lagesbild/", TALL, LONG)
    yield from _both("picture-district", READER, "/lagesbild/jarva/", TALL, LONG)
    yield from _both("picture-number", READER, "/lagesbild/tal/notices.guns/0180/", TALL, LONG)
    yield from _both("picture-own", ANALYST, "/lagesbild/jarva/#own", TALL, LONG)
    yield Page("own-files", ANALYST, "/lagesbild/egna/")
    yield Page("own-file", ANALYST, where["own_file"], TALL)
    yield Page("own-remove", ANALYST, "/lagesbild/egna/gallra/incidents/")
    yield Page("own-publish", ANALYST, "/lagesbild/egna/ge-ut/", TALL)
    yield from _both("open-data", READER, "/lagesbild/oppna-data/")
    yield from _both("loop", COORDINATOR, "/radet/")
    yield from _both("council-picture", READER, where["situation"], TALL, LONG)
    yield from _both("council-plan", READER, where["plan"], TALL, LONG)
    yield from _both("council-followup", READER, where["followup"], TALL, LONG)
    yield Page("council-draft", COORDINATOR, where["plan_draft"], TALL)
    yield Page("council-new", COORDINATOR, "/radet/lagesbild/ny/")
    yield Page("council-write", COORDINATOR, f"{where['plan_draft']}skriv/")
    yield Page("council-measure", COORDINATOR, f"{where['plan_draft']}del/", TALL)
    yield Page("council-decide", HEAD, f"{where['plan_draft']}beslut/")
    yield Page("council-discard", COORDINATOR, f"{where['plan_draft']}kasta/")
    yield Page("council-figures", OWNER, where["handing"])
    yield from _both("council-registers", COORDINATOR, "/radet/register/", TALL, LONG)
    yield Page("council-line", COORDINATOR, where["agreement"], TALL)
    yield from _both("lives", MEMBER, "/radet/tidslinje/")


def _both(
    name: str, officer: str, path: str, size: tuple[int, int] = WIDE, narrow: tuple[int, int] = NARROW
) -> Iterator[Page]:
    yield Page(name, officer, path, size)
    yield Page(f"{name}-narrow", officer, path, narrow)


def _own_file(by: Any) -> str:
    """A file that has been sent and looked at, and not been taken in."""
    from samverkan.picture import jobs
    from samverkan.picture.own import filing
    from samverkan.picture.own.wishes import Wishes
    from samverkan.secrecy import background

    pieces = list(filing.packed("handelser-2026.csv", FILE.encode(), Wishes("incidents")))
    job = background.start(by=by, kind=jobs.preview, parts_in=pieces)
    return f"/lagesbild/egna/{jobs.preview.act(by=by, job=job).pk}/"
