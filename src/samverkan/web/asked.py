"""What a plan of an evaluation asks of its rows, in the words of its form."""

from django.utils.translation import gettext as _

from samverkan.evaluations.planning import RULES
from samverkan.evidence.evaluation.plan import POINTS, Design, Plan

Said = list[tuple[str, str]]


def asked(plan: Plan) -> Said:
    """Label and value: who got the programme, or of events what one is and where and when they are looked for."""
    design = plan.design
    if design.kind == "persons":
        return _of_persons(plan)
    if design.kind in POINTS:
        return [(_("Vad är en händelse?"), _rule(design)), *_of_points(design)]
    treated = ", ".join(f"{unit} ({since})" for unit, since in plan.treated.items())
    return [(_("Fick insatsen"), treated)]


def _of_persons(plan: Plan) -> Said:
    columns = plan.data.columns
    shared, known = columns.get("cluster"), columns.get("covariates", ())
    found = [(_("Gruppen som fick insatsen"), str(plan.design.treated_group))]
    if shared:
        found.append((_("Kolumn med det som personer delar"), str(shared)))
    if known:
        found.append(
            (_("Kolumner att ta hänsyn till"), known if isinstance(known, str) else ", ".join(known))
        )
    return found


def _of_points(design: Design) -> Said:
    if design.kind == "hotspots":
        return [
            (_("Dagen då kartan ritades"), str(design.drawn)),
            (_("Kartans ruta, sidans längd i meter"), f"{design.cell:g}"),
        ]
    return [
        (_("Avstånd, meter"), ", ".join(f"{each:g}" for each in design.metres)),
        (_("Tid, dygn"), ", ".join(f"{each:g}" for each in design.days)),
    ]


def _rule(design: Design) -> str:
    said = {
        "row": _("varje rad"), "place": _("rader med samma plats och dag räknas som en"),
        "report": _("rader med samma nummer på anmälan räknas som en"),
    }  # fmt: skip
    return next((said[name] for name, columns in RULES.items() if tuple(columns) == design.event), "")
