"""What verification found, in plain words."""

from collections.abc import Callable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from samverkan.trail.findings import Finding, Kind, Report

SHOWN = 20
"""Disagreements that are written out; the rest are counted."""


def lines(report: Report) -> Iterator[str]:
    """The report as lines of text, the verdict first."""
    yield _verdict(report)
    if first := report.first():
        yield _("Första felet: %(what)s") % {"what": say(first)}
        for finding in [each for each in report.findings if each is not first][: SHOWN - 1]:
            yield "- " + say(finding)
        if (more := len(report.findings) - SHOWN) > 0:
            yield _("… och %(count)s till.") % {"count": more}
    yield _("Rader i loggen: %(lines)s (utfyllnad: %(padding)s). Rader som väntar: %(waiting)s.") % {
        "lines": report.lines,
        "padding": report.padding,
        "waiting": report.waiting,
    }
    yield _coverage(report)


def say(finding: Finding) -> str:
    """One finding as a sentence."""
    return _SENTENCES[finding.kind]() % {
        "line": finding.line,
        "until": finding.until,
        "last": finding.until - 1 if finding.until else finding.until,
        "what": _line(finding),
        "file": finding.file,
    }


def _verdict(report: Report) -> str:
    if report.ok:
        return _("Alla rader stämmer.")
    return _("SPÅRET STÄMMER INTE. Antal avvikelser: %(count)s.") % {"count": len(report.findings)}


def _coverage(report: Report) -> str:
    if not report.checkpoints:
        return _("Ingen sparad kontrollpunkt stämmer eller finns: omräknade löv kan då inte upptäckas.")
    return _(
        "Kontrollpunkter som stämmer: %(checkpoints)s. De täcker de första %(covered)s av %(size)s löv."
    ) % {"checkpoints": report.checkpoints, "covered": report.covered, "size": report.size}


def _line(finding: Finding) -> str:
    parts = [str(finding.trace)]
    if finding.at:
        parts.append(f"{timezone.localtime(finding.at):%Y-%m-%d %H:%M:%S}")
    if finding.verb:
        parts.append(finding.verb)
    return ", ".join(parts)


# Called late: the language is the reader's, not that of whoever loaded the module.
_SENTENCES: dict[Kind, Callable[[], str]] = {
    Kind.EDITED: lambda: _("Rad %(line)s är ändrad: den stämmer inte med sitt löv i loggen (%(what)s)."),
    Kind.DELETED: lambda: _("Rad %(line)s är borttagen: lövet finns kvar men inte raden (%(what)s)."),
    Kind.REORDERED: lambda: _(
        "Rad %(line)s ligger på fel plats: dess löv är nummer %(until)s i loggen (%(what)s)."
    ),
    Kind.FALSE_PADDING: lambda: _("Löv %(line)s utger sig för att vara utfyllnad men är det inte."),
    Kind.GAP: lambda: _("Löv %(line)s till %(last)s saknas i loggen."),
    Kind.TRUNCATED: lambda: _("Loggen är avkortad: löv %(line)s till %(last)s har funnits men är borta."),
    Kind.RECOMPUTED: lambda: _(
        "Löv har räknats om eller bytts ut någonstans från %(line)s till %(last)s: "
        "rader och löv stämmer med varandra men inte med kontrollpunkten vid %(until)s löv."
    ),
    Kind.FORKED: lambda: _(
        "Kontrollpunkten vid %(until)s löv är undertecknad men loggen har aldrig sett ut så: "
        "någon har visat två olika loggar."
    ),
    Kind.UNSEQUENCED: lambda: _(
        "En rad finns som varken ligger i loggen eller väntar på att läggas in: "
        "den är införd vid sidan av (%(what)s)."
    ),
    Kind.CHANGED_WAITING: lambda: _("En väntande rad är ändrad eller borttagen sedan den skrevs (%(what)s)."),
    Kind.BAD_CHECKPOINT: lambda: _(
        "Kontrollpunkten %(file)s går inte att läsa eller är inte undertecknad med loggens nyckel."
    ),
}
