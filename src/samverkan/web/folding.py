"""Templates with all that never changes worked out once a language: the loader that settings.py names.

Much of a page holds nothing of anybody: translated words, addresses of style sheets, drawings. Django works
them out at every request. Here they become text when a template is first read in a language, neighbouring
texts become one, a part that is included by name is put in its place, and a page in its frame.
"""

from collections.abc import Iterator
from html import escape
from typing import Any, cast
from uuid import UUID

from django.template import Context, Template
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    TextNode,
    Variable,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import LoadNode, URLNode
from django.template.engine import Engine
from django.template.library import SimpleBlockNode, SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.translation import get_language

from samverkan.web.addresses import address
from samverkan.web.templatetags.ui import CONSTANT

INNER = ("nodelist", "nodelist_loop", "nodelist_empty")


class Loader(cached.Loader):
    """Django's caching loader, with one copy of each template a language."""

    def cache_key(self, template_name: str, skip: Any = None) -> str:
        return f"{get_language()} {super().cache_key(template_name, skip)}"

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        known = self.get_template_cache.get(self.cache_key(template_name, skip))
        found = super().get_template(template_name, skip)
        if known is None:
            fold(found.nodelist, self.engine)
        return found


class Included(Node):
    """A part in its place: what it sets is its own, as when it is included."""

    def __init__(self, nodelist: NodeList, more: dict[str, FilterExpression]) -> None:
        self.nodelist, self.more = nodelist, more

    def render(self, context: Context) -> str:
        with context.push(**{name: value.resolve(context) for name, value in self.more.items()}):
            return self.nodelist.render(context)


class Shown(VariableNode):
    """A value; plain text, which most of them are, is only escaped."""

    def render(self, context: Context) -> str:
        value = self.filter_expression.resolve(context)
        if type(value) is str and context.autoescape:
            return escape(value)
        return render_value_in_context(value, context)


class Addressed(URLNode):
    """The address of a page about ids, put together from its pattern; anything else is left to Django."""

    def render(self, context: Context) -> str:
        keys = [each.resolve(context) for each in self.args]
        found = address(self.view_name.var, *keys) if all(type(key) is UUID for key in keys) else ""
        if not found:
            return str(super().render(context))
        if self.asvar is None:
            return found
        context[self.asvar] = found
        return ""


def fold(nodes: NodeList, engine: Engine) -> None:
    """Work out, in place, what is the same whoever asks."""
    folded: list[Node] = []
    for node in _each(nodes, engine):
        if isinstance(node, TextNode) and folded and isinstance(folded[-1], TextNode):
            folded[-1] = TextNode(folded[-1].s + node.s)
        else:
            folded.append(node)
    nodes[:] = folded


def _each(nodes: NodeList, engine: Engine) -> Iterator[Node]:
    for node in nodes:
        for inner in _within(node):
            fold(inner, engine)
        if _is_constant(node):
            yield TextNode(str(node.render(_nobody(engine))))
        elif isinstance(node, IncludeNode) and not node.isolated_context and _is_literal(node.template):
            yield from _included(node, engine)
        elif isinstance(node, ExtendsNode) and _is_literal(cast(FilterExpression, node.parent_name)):
            yield from _framed(node, engine)
        elif type(node) is VariableNode:
            yield Shown(node.filter_expression)
        elif type(node) is URLNode and not node.kwargs and _is_literal(node.view_name):
            yield Addressed(node.view_name, node.args, node.kwargs, node.asvar)
        else:
            yield node


def _included(node: IncludeNode, engine: Engine) -> Iterator[Node]:
    nodes = engine.get_template(node.template.resolve(_nobody(engine))).nodelist
    if all(isinstance(each, TextNode) for each in nodes):
        yield from nodes
    else:
        yield Included(nodes, node.extra_context)


def _framed(node: ExtendsNode, engine: Engine) -> Iterator[Node]:
    """The frame with the page's blocks in it; left to Django where that cannot be worked out before."""
    frame = engine.get_template(cast(FilterExpression, node.parent_name).resolve(_nobody(engine))).nodelist
    hidden = [each for each in frame if not isinstance(each, BlockNode) and each.get_nodes_by_type(BlockNode)]
    if hidden or any(_builds_on_the_frames(block) for block in node.blocks.values()):
        yield node
    else:
        yield from (_filled(each, node.blocks) for each in frame)


def _builds_on_the_frames(block: BlockNode) -> bool:
    """Whether it says {{ block.super }}."""
    shown = cast(list[Shown], block.nodelist.get_nodes_by_type(Shown))
    said = (each.filter_expression.var for each in shown)
    return any(isinstance(var, Variable) and (var.lookups or ("",))[0] == "block" for var in said)


def _filled(node: Node, blocks: dict[str, BlockNode]) -> Node:
    if not isinstance(node, BlockNode):
        return node
    nodes = blocks[node.name].nodelist if node.name in blocks else node.nodelist
    return BlockNode(node.name, NodeList([_filled(each, blocks) for each in nodes]))


def _within(node: Node) -> Iterator[NodeList]:
    yield from (found for name in INNER if (found := getattr(node, name, None)) is not None)
    yield from (inner for _condition, inner in getattr(node, "conditions_nodelists", ()))


def _is_constant(node: Node) -> bool:
    match node:
        case LoadNode():
            return True
        case TranslateNode(asvar=None, message_context=None, filter_expression=said):
            return _is_literal(said)
        case BlockTranslateNode(asvar=None, message_context=None, extra_context={}, countervar=None):
            return not node.extra_context and not node.render_token_list(node.singular)[1]
        case StaticNode(varname=None, path=said) | URLNode(asvar=None, args=[], kwargs={}, view_name=said):
            return _is_literal(said) and not getattr(node, "kwargs", None)
        case SimpleNode(target_var=None, args=args, kwargs=more) if not isinstance(node, SimpleBlockNode):
            return node.func in CONSTANT and all(map(_is_literal, [*args, *more.values()]))
    return False


def _is_literal(said: FilterExpression) -> bool:
    return not said.filters and (isinstance(said.var, str) or cast(Variable, said.var).lookups is None)


def _nobody(engine: Engine) -> Context:
    """A context without anything in it."""
    context = Context()
    context.template = Template("", engine=engine)
    return context
