"""The first reading of a file: is each key known, present and of the right form?"""

from collections.abc import Callable, Iterator
from datetime import date

from samverkan.methods import shape_words as words
from samverkan.methods.forbidden import computed, is_computed
from samverkan.methods.markers import ID_PATTERN, Between, IsId, NotEmpty
from samverkan.methods.nodes import Node
from samverkan.methods.problems import Problem
from samverkan.methods.schema import Party
from samverkan.methods.spec import Form, Spec, pairs
from samverkan.methods.words import SetBy
from samverkan.secrecy.kinds import Words


def check_shape(root: Node, spec: Spec) -> Iterator[Problem]:
    """All faults of form, for the whole file."""
    for node, asked in pairs(root, spec):
        yield from _FORMS[asked.form](node, asked)


def _record(node: Node, spec: Spec) -> Iterator[Problem]:
    if node.mapping is None:
        yield node.problem(words.want_text_pair(node) if spec.python is Words else words.want_record(spec))
        return
    for key, here in node.keys.items():
        if key not in spec.below():
            yield here.problem(
                computed(key) if is_computed(key) else words.unknown_key(key, list(spec.below()))
            )
    for key, asked in spec.below().items():
        if asked.required and key not in node.mapping:
            yield node.problem(words.missing(key, text=spec.python is Words))
    for group in spec.groups("one_of"):
        if sum(key in node.mapping for key in group) != 1:
            yield node.problem(words.one_of(group))
    for group in spec.groups("some_of"):
        if not any(key in node.mapping for key in group):
            yield node.problem(words.some_of(group))


def _list(node: Node, spec: Spec) -> Iterator[Problem]:
    if node.sequence is None:
        yield node.problem(words.want_list(node))
        return
    if not node.sequence and spec.mark(NotEmpty) is not None:
        yield node.problem(words.EMPTY_LIST)
    seen: dict[str, Node] = {}
    for item in node.sequence:
        named = _named(item, spec.item)
        if named is None or (name := named.string()) is None:
            continue
        if name in seen:
            yield named.problem(words.twice(name, seen[name].line))
        seen.setdefault(name, named)


def _named(item: Node, asked: Spec | None) -> Node | None:
    """What an item of a list goes by: itself if it is a word, else its id; a party goes by its kind."""
    if item.mapping is None:
        return item
    return item.get("kind" if asked is not None and asked.python is Party else "id")


def _choice(node: Node, spec: Spec) -> Iterator[Problem]:
    known = [str(member.value) for member in spec.python]
    if node.string() in known:
        return
    if spec.python is SetBy:
        yield node.problem(computed(node.raw))
    else:
        yield node.problem(words.unknown_word(node, known))


def _text(node: Node, spec: Spec) -> Iterator[Problem]:
    if not isinstance(node.scalar, str):
        yield node.problem(words.want_text(node))
    elif not node.scalar.strip():
        yield node.problem(words.EMPTY_TEXT)
    elif spec.mark(IsId) and not ID_PATTERN.fullmatch(node.scalar):
        yield node.problem(words.bad_id(node.scalar))


def _whole(node: Node, spec: Spec) -> Iterator[Problem]:
    between = spec.mark(Between)
    if not isinstance(node.scalar, int) or isinstance(node.scalar, bool):
        yield node.problem(words.want_whole(node))
    elif between and not between.least <= node.scalar <= between.most:
        yield node.problem(words.outside(node.scalar, between.least, between.most))


def _flag(node: Node, _spec: Spec) -> Iterator[Problem]:
    if not isinstance(node.scalar, bool):
        yield node.problem(words.want_flag(node))


def _date(node: Node, _spec: Spec) -> Iterator[Problem]:
    if not isinstance(node.scalar, date):
        yield node.problem(words.want_date(node))


_FORMS: dict[Form, Callable[[Node, Spec], Iterator[Problem]]] = {
    Form.RECORD: _record,
    Form.LIST: _list,
    Form.CHOICE: _choice,
    Form.TEXT: _text,
    Form.WHOLE: _whole,
    Form.FLAG: _flag,
    Form.DATE: _date,
}
