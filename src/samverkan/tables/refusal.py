"""The one way a table or an estimator says no: a typed refusal that names its reason in Swedish and in English."""

from __future__ import annotations


class Refusal(ValueError):
    """The data or the question cannot carry an answer; `sv` and `en` say why, for people, in full sentences.

    Raised instead of returning NaN, and instead of letting a numerical library crash.
    """

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.sv = sv
        self.en = en

    def __reduce__(self) -> tuple[type[Refusal], tuple[str, str]]:
        """Survive the way back from a worker process: exceptions are pickled by their arguments."""
        return (type(self), (self.sv, self.en))
