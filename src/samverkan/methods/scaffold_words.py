"""The comments of a new method's file: what each part is for, to somebody who has never seen one."""

from samverkan.secrecy.kinds import Words

HEAD = {
    "sv": "Metoden {0}. Allt efter # är till för den som läser; programmet bryr sig inte om det.",
    "en": "The method {0}. All after # is for whoever reads; the program does not mind it.",
}
COPIED = {
    "sv": "Kopierad från {0}: gå igenom varje del. Hänvisningar som [T4] gäller den metoden, inte er.",
    "en": "Copied from {0}: go through every part. References such as [T4] are that method's, not yours.",
}
COMMENTS = {
    "name": Words(
        "Namnet på skärmen. Allt som människor läser står på svenska (sv) och engelska (en).",
        "The name on screen. All that people read stands in Swedish (sv) and English (en).",
    ),
    "purpose": Words(
        "Ändamålet: en mening, så smal att det går att se vad som inte hör hit.\n"
        "En lista över människor med ett vagt ändamål är olaglig, hur god avsikten än är.",
        "The purpose: one sentence, so narrow that one sees what does not belong.\n"
        "A list of people with a vague purpose is unlawful, however good the intention.",
    ),
    "case": Words(
        "Vad ett ärende gäller: person, group, place, pupil eller leaver. En plats kan inte ha något om en person.",
        "What a case is about: person, group, place, pupil or leaver. A place can hold nothing about a person.",
    ),
    "words": Words(
        "Vad ett ärende och listan kallas på skärmen.", "What a case and the list are called on screen."
    ),
    "asks": Words("Det som frågas när ett ärende öppnas.", "What is asked when a case is opened."),
    "parties": Words(
        "Myndigheterna som deltar. may_own: får äga verksamheten. required: false om det går utan.",
        "The authorities that take part. may_own: may own the programme. required: false if it can do without.",
    ),
    "roles": Words(
        "Platserna i verksamheten. En roll får göra det som står i may och läsa det som står i reads, inget annat.\n"
        "assigned_only: ser bara de ärenden som man själv är handläggare för.",
        "The seats in the programme. A role may do what stands in may and read what stands in reads, nothing else.\n"
        "assigned_only: sees only the cases that one is assigned to.",
    ),
    "kinds": Words(
        "Det som skrivs ner. Vem ärendet gäller står för sig, i ett slag med identity: true.\n"
        "En bedömning (judgement: true) är en människas: med skäl, datum och slut, aldrig som ett tal.\n"
        "capability: den rätt en roll måste ha för att skriva. retention: hur länge det sparas, se nedan.",
        "What is written down. Who the case is about stands apart, in a kind with identity: true.\n"
        "A judgement (judgement: true) is a human's: with reason, date and end, never as a number.\n"
        "capability: what a role must be able to do to write it. retention: how long it is kept, see below.",
    ),
    "side_files": Words(
        "Akter om annat än ärendet, till exempel en händelse eller ett samtal. De har eget nummer och egen gallring.\n"
        "Ett slag med side_only: true skrivs bara där. En roll öppnar det som står i dess opens:.",
        "Files about something else than the case, such as an incident, with number and weeding of their own.\n"
        "A kind with side_only: true is written there alone. A role opens what stands in its opens:.",
    ),
    "scales": Words(
        "Skalor som människor sätter. Varje nivå har ett ord, en form och en färg, så att ingen behöver se färger.",
        "Scales that people set. Each level has a word, a shape and a colour, so that nobody has to see colours.",
    ),
    "phases": Words(
        "Faserna ett ärende går igenom: en första (initial) och minst en sista (final).",
        "The phases a case goes through: one first (initial) and at least one last (final).",
    ),
    "moves": Words(
        "Stegen mellan faserna. second_person: en annan än den som tog steget före. leaving: frågar efter orsak.",
        "The moves between phases. second_person: another than whoever took the step before. leaving: asks why.",
    ),
    "meeting": Words(
        "Mötets rytm och dagordning. Ordningen är datum, namn eller en nivå som en människa satt, aldrig en poäng.",
        "The meeting's rhythm and agenda. The order is by date, name or a level a human set, never a score.",
    ),
    "disclosure": Words(
        "Hur uppgifter lämnas ut. grounds är de grunder som brukar prövas: aldrig en gräns och aldrig ett svar.\n"
        "four_eyes: när två ska besluta. Grundernas id står i docs/reference/grounds.md.",
        "How entries are disclosed. grounds are those usually considered: never a limit and never an answer.\n"
        "four_eyes: when two must decide. The ids of the grounds stand in docs/reference/grounds.md.",
    ),
    "clocks": Words(
        "Tider att hålla: days är kalenderdagar, working_days svenska arbetsdagar. source: den som har bestämt.",
        "Times to keep: days are calendar days, working_days Swedish working days. source: who has set it.",
    ),
    "prompts": Words(
        "Frågor som programmet ställer i ett visst ögonblick. Det gör aldrig något av sig självt.",
        "Questions the program asks at a certain moment. It never acts by itself.",
    ),
    "indicators": Words(
        "Siffror till styrgruppen, utan identiteter. definition: vad som räknas och inte, i klartext.",
        "Figures for the steering group, without identities. definition: what is counted and what is not.",
    ),
    "retention": Words(
        "Hur länge varje part sparar, med källan. Låt varje myndighets jurist läsa den här delen.",
        "How long each party keeps things, with the source. Let each authority's lawyer read this part.",
    ),
    "leaving": Words("Varför ett ärende kan avslutas.", "Why a case may end."),
    "evidence": Words(
        "Vad man vet om ifall det fungerar. Hittas inget: certainty: none_found. Det är inte samma som ingen effekt.",
        "What is known about whether it works. If nothing is found: certainty: none_found. That is not no effect.",
    ),
    "needs": Words("Vad det kräver att arbeta så.", "What it takes to work like this."),
    "notes": Words(
        "Det ni inte vet, så att det kan bestämmas där metoden används.",
        "What you do not know, so that it can be decided where the method is used.",
    ),
}
