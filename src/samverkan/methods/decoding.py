"""Bytes to text: UTF-8, of a size that a human could have written."""

from samverkan.methods.problems import Problem, finding

LARGEST = 1_000_000
"""Bytes. Trefas is a fiftieth of it."""

_TOO_LARGE = finding(
    "Filen är större än en megabyte.",
    "The file is larger than a megabyte.",
    "Kontrollera att det är rätt fil.",
    "Check that it is the right file.",
)
_NOT_UTF8 = finding(
    "Filen är inte sparad som UTF-8.",
    "The file is not saved as UTF-8.",
    "Spara om den och välj teckenkodningen UTF-8.",
    "Save it again and choose the encoding UTF-8.",
)


def decode(data: bytes) -> tuple[str, Problem | None]:
    """The text, or why there is none and on which line that shows."""
    if len(data) > LARGEST:
        return "", Problem(1, 1, "", _TOO_LARGE.message, _TOO_LARGE.remedy)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return "", Problem(line, column, "", _NOT_UTF8.message, _NOT_UTF8.remedy)
