"""The form's questions in plain words, the same for everybody: whoever answers may not be known yet.

The ids are those of the method's kind `voice`; a test holds the two together.
"""

from dataclasses import dataclass

from samverkan.secrecy.kinds import Words

KIND = "voice"
PUPIL, GUARDIAN = "pupil", "guardian"
LONGEST = 2000  # signs in an answer


@dataclass(frozen=True)
class Question:
    """One question, as it is put to the pupil and to the guardian. Without choices it is answered in words."""

    id: str
    pupil: Words
    guardian: Words
    help: Words | None = None
    choices: tuple[tuple[str, Words], ...] = ()

    def asked_of(self, who: str) -> Words:
        """The question as this person reads it."""
        return self.guardian if who == GUARDIAN else self.pupil


QUESTIONS = (
    Question(
        "feeling", Words("Hur är det att gå till skolan just nu?", "How is it to go to school right now?"),
        Words("Hur är det för ditt barn att gå till skolan just nu?",
              "How is it for your child to go to school right now?"),
        choices=(("good", Words("Bra", "Good")), ("mixed", Words("Både och", "So-so")),
                 ("hard", Words("Svårt", "Hard"))),
    ),
    Question(
        "hard", Words("Vad är svårt?", "What is hard?"), Words("Vad är svårt?", "What is hard?"),
        help=Words("Till exempel att sova, att hinna, att vara med andra, läxor, något hemma.",
                   "For example sleep, keeping up, being with others, homework, something at home."),
    ),
    Question(
        "works", Words("Vad fungerar bra?", "What works well?"), Words("Vad fungerar bra?", "What works well?"),
        help=Words("Ett ämne, en vuxen, en kamrat, en tid på dagen.", "A subject, an adult, a friend, a time of day."),
    ),
    Question(
        "wish", Words("Vad vill du att vi gör?", "What do you want us to do?"),
        Words("Vad vill du att vi gör?", "What do you want us to do?"),
    ),
    Question(
        "talk", Words("Vill du prata med någon?", "Do you want to talk to someone?"),
        Words("Vill du prata med någon av oss?", "Do you want to talk to one of us?"),
        choices=(("wants", Words("Ja", "Yes")), ("declines", Words("Nej", "No")),
                 ("unsure", Words("Vet inte", "I do not know"))),
    ),
)  # fmt: skip


def cleaned(given: dict[str, str]) -> dict[str, str]:
    """The answers to known questions, cut to length, empty ones and unknown choices left out."""
    found = {}
    for question in QUESTIONS:
        text = (
            " ".join(given.get(question.id, "").split())
            if question.choices
            else given.get(question.id, "").strip()
        )
        if question.choices and text not in {key for key, _words in question.choices}:
            continue
        if text:
            found[question.id] = text[:LONGEST]
    return found
