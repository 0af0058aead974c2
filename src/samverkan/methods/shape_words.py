"""What the first reading says: fault and remedy, for keys, forms and ids."""

import unicodedata

from samverkan.methods.nodes import Node
from samverkan.methods.problems import Finding, finding, nearest
from samverkan.methods.spec import Form, Spec

EMPTY_LIST = finding(
    "Listan är tom.",
    "The list is empty.",
    "Skriv minst en rad i listan.",
    "Write at least one line in the list.",
)
EMPTY_TEXT = finding(
    "Texten är tom.",
    "The text is empty.",
    "Skriv det som ska läsas.",
    "Write what is to be read.",
)

_FORM_WORDS = {
    Form.RECORD: ("ett stycke med nycklar", "a block with keys"),
    Form.LIST: ("en lista", "a list"),
    Form.CHOICE: ("ett ord ur formatets lista", "a word from the format's list"),
    Form.TEXT: ("en text", "a text"),
    Form.WHOLE: ("ett heltal", "a whole number"),
    Form.FLAG: ("true eller false", "true or false"),
    Form.DATE: ("ett datum", "a date"),
}


def form_words(form: Form, language: int) -> str:
    """What a form is called; language 0 is Swedish, 1 English."""
    return _FORM_WORDS[form][language]


def shown(node: Node) -> tuple[str, str]:
    """What stands in the file instead, in a few Swedish and English words."""
    if node.sequence is not None:
        return "en lista", "a list"
    if node.mapping is not None:
        return "ett stycke med nycklar", "a block with keys"
    if node.scalar is None:
        return "inget", "nothing"
    cut = node.raw if len(node.raw) <= 40 else node.raw[:40] + "…"
    return f'"{cut}"', f'"{cut}"'


def unknown_key(key: str, known: list[str]) -> Finding:
    """A key that the format does not have."""
    near = nearest(key, known)
    return finding(f'Nyckeln "{key}" finns inte här.', f'There is no key "{key}" here.', near.sv, near.en)


def missing(key: str, *, text: bool) -> Finding:
    """A key that must be there is not."""
    if text:
        language = ("svensk", "Swedish") if key == "sv" else ("engelsk", "English")
        return finding(
            f"Här saknas {language[0]} text.",
            f"The {language[1]} text is missing here.",
            f"Lägg till {key}: och texten.",
            f"Add {key}: and the text.",
        )
    return finding(f'"{key}" saknas här.', f'"{key}" is missing here.', f"Lägg till {key}:.", f"Add {key}:.")


def one_of(group: tuple[str, ...]) -> Finding:
    """Exactly one of these keys must be given."""
    return finding(
        f"Exakt en av {_all(group, 'och')} ska anges.",
        f"Exactly one of {_all(group, 'and')} must be given.",
        f"Skriv {_all(group, 'eller')}, inte flera.",
        f"Write {_all(group, 'or')}, not several.",
    )


def some_of(group: tuple[str, ...]) -> Finding:
    """At least one of these keys must be given."""
    return finding(
        f"Minst en av {_all(group, 'och')} ska anges.",
        f"At least one of {_all(group, 'and')} must be given.",
        f"Lägg till {_all(group, 'eller')}.",
        f"Add {_all(group, 'or')}.",
    )


def _all(group: tuple[str, ...], last: str) -> str:
    return f"{', '.join(group[:-1])} {last} {group[-1]}"


def _want(node: Node, form: Form, do_sv: str, do_en: str) -> Finding:
    sv, en = shown(node)
    wanted_sv, wanted_en = _FORM_WORDS[form]
    return finding(
        f"Här ska stå {wanted_sv}, men här står {sv}.",
        f"This must be {wanted_en}, but it is {en}.",
        do_sv,
        do_en,
    )


def want_text_pair(node: Node) -> Finding:
    """A text in two languages stands as something else."""
    sv, en = shown(node)
    return finding(
        f"Här ska stå text på svenska och engelska, men här står {sv}.",
        f"This must be text in Swedish and English, but it is {en}.",
        "Skriv {sv: ..., en: ...}.",
        "Write {sv: ..., en: ...}.",
    )


def want_record(spec: Spec) -> Finding:
    """A block with keys is wanted; its required keys are the remedy."""
    keys = ", ".join(key for key, asked in spec.below().items() if asked.required) or ", ".join(spec.below())
    return finding(
        "Här ska stå ett stycke med nycklar.",
        "This must be a block with keys.",
        f"Skriv nycklarna {keys}.",
        f"Write the keys {keys}.",
    )


def want_list(node: Node) -> Finding:
    """A list is wanted; a single word only lacks its brackets."""
    if isinstance(node.scalar, str):
        return _want(node, Form.LIST, f"Skriv [{node.raw}].", f"Write [{node.raw}].")
    return _want(node, Form.LIST, "Börja varje rad i listan med ett streck.", "Start each item with a dash.")


def want_text(node: Node) -> Finding:
    """A text is wanted; YAML reads words such as no, yes and 2026 as something else unless quoted."""
    if node.mapping is None and node.sequence is None and node.scalar is not None:
        return _want(node, Form.TEXT, f'Sätt citattecken: "{node.raw}".', f'Put quotes: "{node.raw}".')
    return _want(node, Form.TEXT, "Skriv en text på en rad.", "Write a text on one line.")


def want_whole(node: Node) -> Finding:
    """A whole number is wanted."""
    return _want(
        node, Form.WHOLE, "Skriv ett heltal utan citattecken.", "Write a whole number without quotes."
    )


def outside(number: int, least: int, most: int) -> Finding:
    """A whole number outside what makes sense."""
    return finding(
        f"{number} är utanför det tillåtna.",
        f"{number} is outside what is allowed.",
        f"Skriv ett heltal från {least} till {most}.",
        f"Write a whole number from {least} to {most}.",
    )


def want_flag(node: Node) -> Finding:
    """True or false is wanted."""
    return _want(
        node, Form.FLAG, "Skriv true eller false, utan citattecken.", "Write true or false, without quotes."
    )


def want_date(node: Node) -> Finding:
    """A date that exists is wanted."""
    return _want(
        node,
        Form.DATE,
        "Skriv ett datum som finns, som 2026-11-22, utan citattecken.",
        "Write a date that exists, such as 2026-11-22, without quotes.",
    )


def unknown_word(node: Node, known: list[str]) -> Finding:
    """A word outside a closed list."""
    sv, en = shown(node)
    near = nearest(node.raw, known)
    return finding(
        f"Formatet har inte ordet {sv} här.", f"The format has no word {en} here.", near.sv, near.en
    )


def bad_id(wrong: str) -> Finding:
    """An id with other signs than a-z, 0-9 and underscore."""
    return finding(
        f'"{wrong}" kan inte vara ett id.',
        f'"{wrong}" cannot be an id.',
        f"Skriv små bokstäver a-z, siffror och _, till exempel {_as_id(wrong)}.",
        f"Write small letters a-z, digits and _, such as {_as_id(wrong)}.",
    )


def twice(name: str, line: int) -> Finding:
    """The same id or word stands twice in one list."""
    return finding(
        f'"{name}" står två gånger i listan; den första gången på rad {line}.',
        f'"{name}" stands twice in the list; the first time on line {line}.',
        "Byt namn på den ena eller ta bort den.",
        "Rename one of them or remove it.",
    )


def _as_id(wrong: str) -> str:
    plain = unicodedata.normalize("NFKD", wrong.lower()).encode("ascii", "ignore").decode()
    joined = "_".join("".join(sign if sign.isalnum() else " " for sign in plain).split())[:40]
    return joined if joined[:1].isalpha() else f"x_{joined}"[:40] if joined else "ett_namn"
