"""Plain words for what can be wrong with the YAML itself, before it is read as a method."""

import yaml

from samverkan.methods.problems import Finding, finding

EMPTY = finding(
    "Filen är tom.",
    "The file is empty.",
    "Börja från en kopia av en metod i katalogen.",
    "Start from a copy of a method in the catalogue.",
)
ALIAS = finding(
    "Hänvisningar med * tillåts inte.",
    "References with * are not allowed.",
    "Skriv ut det som avses, så att filen kan läsas rad för rad.",
    "Write out what is meant, so that the file can be read line by line.",
)
TOO_DEEP = finding(
    "Här är för många nivåer inuti varandra.",
    "There are too many levels inside one another here.",
    "Kontrollera indrag och parenteser.",
    "Check the indentation and the brackets.",
)
KEY_NOT_TEXT = finding(
    "En nyckel måste vara ett ord.",
    "A key must be a word.",
    "Skriv ett enda ord före kolonet.",
    "Write a single word before the colon.",
)

_TAB = finding(
    "Raden innehåller ett tabbtecken.",
    "The line holds a tab.",
    "Byt tabben mot mellanslag.",
    "Replace the tab with spaces.",
)
_COLON = finding(
    "Här står ett kolon som inte kan stå här.",
    "There is a colon that cannot stand here.",
    "Sätt citattecken runt text som innehåller kolon, eller rätta indraget.",
    "Put quotes round text that holds a colon, or mend the indentation.",
)
_NO_COLON = finding(
    "Här saknas ett kolon efter nyckeln.",
    "A colon is missing after the key.",
    "Skriv nyckeln, ett kolon, ett mellanslag och värdet.",
    "Write the key, a colon, a space and the value.",
)
_INDENT = finding(
    "Raden passar inte ihop med raderna ovanför.",
    "The line does not fit the lines above it.",
    "Ge alla rader i samma lista eller stycke lika stort indrag.",
    "Give all lines of the same list or block the same indentation.",
)
_QUOTE = finding(
    "Ett citattecken öppnas här men stängs aldrig.",
    "A quote opens here and never closes.",
    "Sätt ett citattecken sist i texten.",
    "Put a quote at the end of the text.",
)
_BRACKET = finding(
    "En parentes, [ eller {, stängs inte som den ska.",
    "A bracket, [ or {, does not close as it should.",
    "Sätt kommatecken mellan delarna och stäng parentesen, eller citattecken runt text med , ? eller :",
    "Put commas between the parts and close the bracket, or quotes round text that holds , ? or :",
)
_ANCHOR = finding(
    "Tecknet först i värdet har en egen betydelse i YAML.",
    "The first sign of the value has a meaning of its own in YAML.",
    "Sätt citattecken runt texten.",
    "Put quotes round the text.",
)
_SEVERAL = finding(
    "Filen innehåller mer än en metod.",
    "The file holds more than one method.",
    "Lägg varje metod i en egen fil och ta bort raden ---.",
    "Put each method in a file of its own and remove the line ---.",
)
_OTHER = finding(
    "Filen går inte att läsa härifrån.",
    "The file cannot be read from here.",
    "Kontrollera indrag, kolon, citattecken och parenteser på raden och den ovanför.",
    "Check indentation, colons, quotes and brackets on this line and the one above.",
)

_BY_WORDS = (
    ("'\\t'", _TAB),
    ("mapping values are not allowed", _COLON),
    ("could not find expected ':'", _NO_COLON),
    ("scanning a quoted scalar", _QUOTE),
    ("expected ',' or", _BRACKET),
    ("parsing a flow", _BRACKET),
    ("expected <block end>", _INDENT),
    ("expected a single document", _SEVERAL),
    ("expected <document start>", _INDENT),
    ("cannot start any token", _ANCHOR),
    ("expected alphabetic or numeric", _ANCHOR),
)


def explain(error: yaml.MarkedYAMLError) -> tuple[Finding, yaml.Mark | None]:
    """What a YAML error means in plain words, and where to look."""
    said = f"{error.context or ''} {error.problem or ''}"
    found = next((words for sign, words in _BY_WORDS if sign in said), _OTHER)
    if found is _QUOTE:
        return found, error.context_mark or error.problem_mark
    return found, error.problem_mark or error.context_mark


def key_twice(key: str, line: int) -> Finding:
    """The same key stands twice in one place."""
    return finding(
        f'"{key}" står två gånger; den första gången på rad {line}.',
        f'"{key}" stands twice; the first time on line {line}.',
        "Ta bort den ena, eller slå ihop dem.",
        "Remove one of them, or join them.",
    )


def tag(name: str) -> Finding:
    """A YAML tag that could build something other than text, numbers and dates."""
    return finding(
        f'Märket "{name}" tillåts inte.',
        f'The tag "{name}" is not allowed.',
        "Ta bort märket, det som börjar med utropstecken.",
        "Remove the tag, the part that starts with an exclamation mark.",
    )


def unreadable_sign(code: int) -> Finding:
    """A control character or half a character."""
    return finding(
        f"Här står ett osynligt tecken (U+{code:04X}) som inte får finnas i en textfil.",
        f"There is an invisible character (U+{code:04X}) that a text file may not hold.",
        "Ta bort tecknet och spara filen som UTF-8.",
        "Remove the character and save the file as UTF-8.",
    )
