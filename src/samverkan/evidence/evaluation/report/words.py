"""The report's own words, in both languages."""

from __future__ import annotations

from samverkan.evidence.text import Text

EVALUATION = Text("Utvärdering", "Evaluation")
BRIEF = Text("I korthet", "In brief")
ASKED = Text("Frågan", "The question")
VERDICT = Text("Slutsats", "Verdict")
NO_VERDICT = Text(
    "Ingen slutsats är satt. Programmet sätter aldrig någon: det visar vad som talar för var och en av de fyra, och en "
    "människa avgör, med skäl och datum.",
    "No verdict is set. The program never sets one: it shows what speaks for each of the four, and a human "
    "decides, with "
    "reason and date.",
)
OTHER_RESULT = Text(
    "Slutsatsen sattes på ett annat resultat än det här (fingeravtrycket skiljer sig). Den behöver prövas om.",
    "The verdict was set on another result than this one (the fingerprint differs). It needs to be looked at again.",
)
SPEAKS = Text("Vad som talar för vad", "What speaks for what")
NOTHING_SPEAKS = Text("Inget i resultatet talar för detta.", "Nothing in the result speaks for this.")
ESTIMATES = Text("Alla sätt att räkna, på en gång", "Every way of counting, at once")
ESTIMATES_CAPTION = Text(
    "Förändring i procent mot vad som väntades utan insatsen, med intervall. Den översta är huvudskattningen.",
    "Change in per cent against what was expected without the programme, with intervals. The top one is the main.",
)
METHOD = Text("Metod", "Method")
EFFECT = Text("I utfallets enhet", "In the outcome's unit")
FROM = Text("Från", "From")
TO = Text("Till", "To")
PER_CENT = Text("Procent", "Per cent")
WARNINGS = Text("Att tänka på", "Beware")
ALSO = Text("Annat som hände samtidigt", "What else happened")
RESTS_ON = Text("Det här måste stämma", "What must be true")
REFUSED = Text("Det här gick inte att räkna", "This could not be computed")
PLAN = Text("Planen", "The plan")
DEVIATIONS = Text("Avvikelser från planen", "Deviations from the plan")
NO_DEVIATIONS = Text("Inga: allt gjordes som planen sade.", "None: all was done as the plan said.")
DATA = Text("Uppgifterna", "The data")
REPAIRS = Text("Rättat vid inläsningen", "Mended on reading")
REPRODUCE = Text("Att göra om det", "Doing it again")
SAME_BYTES = Text(
    "Samma plan, uppgifter och versioner ger samma resultat, byte för byte.",
    "The same plan, data and versions give the same result, byte for byte.",
)
LOCKED = Text("Låst", "Locked")
NOT_LOCKED = Text("Inte låst före resultatet", "Not locked before the result")
WRITTEN = Text("Skriven", "Written")
AUTHOR = Text("Av", "By")
OUTCOME = Text("Utfall", "Outcome")
DEFINITION = Text("Definition", "Definition")
BETTER = Text("Bättre är", "Better is")
LOWER = Text("lägre", "lower")
HIGHER = Text("högre", "higher")
TREATED = Text("Fick insatsen (från)", "Treated (from)")
EXCLUDED = Text("Uteslutna", "Left out")
SMALLEST = Text("Minsta effekt som spelar roll", "Least effect that matters")
DESIGN = Text("Upplägg", "Design")
LEVEL = Text("Säkerhetsnivå", "Level")
SEED = Text("Slumptalsfrö", "Seed")
SOURCE = Text("Källa", "Source")
VINTAGE = Text("Hämtade", "Fetched")
FILE = Text("Fil", "File")
SHAPE = Text("Omfattning", "Extent")
FINGERPRINT = Text("Fingeravtryck (SHA-256)", "Fingerprint (SHA-256)")
RESULT = Text("Resultatets fingeravtryck", "The result's fingerprint")
VERSIONS = Text("Versioner", "Versions")
SET_BY = Text("Satt av {by} {on}. Skäl: {reason}", "Set by {by} on {on}. Reason: {reason}")

DESIGNS = {
    "synthetic_control": Text("Syntetisk kontroll", "Synthetic control"),
    "difference": Text("Skillnad i skillnader", "Difference in differences"),
    "interrupted_series": Text("Avbruten tidsserie", "Interrupted time series"),
    "areas": Text("Före och efter med jämförelseområden", "Before and after with control areas"),
    "persons": Text("Personer över tid", "Persons over time"),
    "near_repeat": Text("Nära upprepningar", "Near repeats"),
    "hotspots": Text("Heta platser", "Hot spots"),
    "synthesis": Text("Sammanvägning av flera", "Synthesis of several"),
}
