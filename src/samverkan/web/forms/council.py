"""The forms of the municipality's loop: papers, their parts, and the decision that closes them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samverkan.council.models import Paper, Problem, SituationPicture
from samverkan.picture import reads
from samverkan.picture.places.register import shipped
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.web.forms import fields


def places() -> list[tuple[str, str]]:
    """The municipality and its districts of today."""
    city = reads.city()
    districts = [each for each in shipped().of_kind("district", city.id) if each.until is None]
    return [(each.id, each.name) for each in (city, *districts)]


class PictureStart(forms.Form):
    """Of which place, and what it is called."""

    def __init__(self, _actor: Actor, _about: Paper | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = fields.choice(_("Område"), places(), initial=reads.city().id)
        self.fields["title"] = fields.text(
            _("Rubrik"), most=160, help_text=_("Till exempel Lägesbild 2026 för hela staden.")
        )


class PictureText(forms.Form):
    """What the municipality itself says in the picture, in the order the act has it."""

    def __init__(self, row: SituationPicture, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            "mapping": (
                _("1. Kartläggning: brottslighetens omfattning"),
                _(
                    "Statistiken läggs in av sig själv. Skriv det den inte visar, och varför problemen valdes."
                ),
            ),
            "consequences": (
                _("1. Kartläggning: konsekvenser"),
                _("För boende, skolor, näringsliv och kommunens egna verksamheter."),
            ),
            "other": (
                _("2. Annan information av betydelse"),
                _("Skolresultat, levnadsvillkor, trygghet, det som personalen ser."),
            ),
            "analysis": (
                _("3. Analys: samlad bedömning"),
                _(
                    "Vad hänger ihop, och vad är det viktigaste? Problemen med sina orsaker skrivs var för sig."
                ),
            ),
            "sources": (_("Egna källor"), _("Källor utöver den inlästa statistiken: vem, när och hur.")),
            "gaps": (_("Det ni saknar"), _("Vad ni inte vet, och hur det begränsar slutsatserna.")),
        }
        self.fields["title"] = fields.text(_("Rubrik"), most=160, initial=row.title)
        for name, (label, hint) in asked.items():
            self.fields[name] = fields.long(
                label, 6, required=False, help_text=hint, initial=getattr(row, name), strip=True
            )


class ProblemForm(forms.Form):
    """A problem with what it is compared with and its causes on three sides."""

    def __init__(self, _row: SituationPicture, part: Problem | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            "seen": (_("Vad ni ser"), _("Vad, var och när. Inga personer.")),
            "reference": (
                _("Jämfört med vad"),
                _("Ett jämförelsevärde: förra åren, liknande områden eller staden i stort."),
            ),
            "situation": (
                _("Orsaker i situationen"),
                _("Platsen, tiden, vem som har uppsikt, vad som gör brottet lätt."),
            ),
            "victim": (
                _("Orsaker hos den eller det som utsätts"),
                _("Vilka eller vilka föremål, och vad som gör dem utsatta."),
            ),
            "offender": (
                _("Orsaker hos den som begår brott"),
                _("Vad som driver, lockar eller rekryterar. Grupper, inte personer."),
            ),
        }
        self.fields["title"] = fields.text(
            _("Problemet i en mening"), initial=part.title if part else "", help_text=fields.PUBLIC
        )
        for name, (label, hint) in asked.items():
            self.fields[name] = fields.long(
                label, 3, help_text=hint, initial=getattr(part, name) if part else ""
            )


class DecideForm(forms.Form):
    """The board's decision on a paper."""

    def __init__(self, _row: Paper, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = fields.day(_("Beslutad"), initial=clock.today())
        self.fields["body"] = fields.text(_("Beslutad av"), most=80, initial=_("Kommunstyrelsen"))
        self.fields["decision"] = fields.number()
