"""Folded templates say what unfolded ones say, to the byte, in both languages."""

from pathlib import Path
from uuid import UUID

import pytest
from django.template import Context
from django.utils import translation

pytestmark = pytest.mark.usefixtures("template")  # Django set up

TEMPLATES = Path(__file__).parents[1] / "templates"


@pytest.fixture
def engines():
    """The folding engine and one that works everything out at each request."""
    from django.conf import settings
    from django.template.engine import Engine

    options = {**settings.TEMPLATES[0]["OPTIONS"], "dirs": settings.TEMPLATES[0]["DIRS"]}
    libraries = {"libraries": _libraries()}
    plain = {**options, "loaders": [("django.template.loaders.cached.Loader", settings.LOADERS)]}
    return Engine(**options, **libraries), Engine(**plain, **libraries)


def _libraries():
    from django.template.backends.django import get_installed_libraries

    return get_installed_libraries()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_gallery_is_the_same(engines, language):
    from samverkan.web.gallery import sample

    with translation.override(language):
        pages = [engine.get_template("gallery.html").render(Context(sample())) for engine in engines]
    assert pages[0] == pages[1]
    assert ("Till innehållet" in pages[0]) == (language == "sv")


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.stem)
def test_nothing_that_never_changes_is_left_in_any_template(engines, file):
    from django.template.base import Node

    from samverkan.web.folding import _is_constant

    folded = engines[0].get_template(str(file.relative_to(TEMPLATES)))
    assert [node for node in folded.nodelist.get_nodes_by_type(Node) if _is_constant(node)] == []


def made(engine, text: str, **context) -> tuple[str, list[str]]:
    """What a template says when it is folded, and the kinds of node that are left."""
    from django.template import Template

    from samverkan.web.folding import fold

    template = Template("{% load i18n static ui %}" + text, engine=engine)
    fold(template.nodelist, engine)
    left = [type(node).__name__ for node in template.nodelist]
    return template.render(Context(context)), left


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<p>{% translate 'Stäng' %} {% icon 'check' %}</p>", "<p>Stäng <svg"),
        ("{% static 'samverkan/keys.js' %}", "/static/samverkan/keys.js"),
        ("{% url 'desk' %}", "/"),
        ("{% blocktranslate %}Stäng{% endblocktranslate %}{% key_hint 'x' %}", "Stäng<kbd"),
        ("{% include 'parts/wordmark.html' %}", "wordmark"),
    ],
)
def test_what_never_changes_becomes_one_text(engines, text, says):
    rendered, left = made(engines[0], text)
    assert says in rendered
    assert left == ["TextNode"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ word }}", "&lt;ord&gt;"),
        ("{% translate word %}", "&lt;ord&gt;"),
        ("{% translate 'Stäng' as it %}{{ it }}", "Stäng"),
        ("{% blocktranslate %}Steg {{ word }}{% endblocktranslate %}", "Steg &lt;ord&gt;"),
        ("{% icon drawing %}", "<svg"),
        ("{% key_hint word|upper %}", "&lt;ORD&gt;"),
        ("{% url 'task' key %}", "00000000-0000-0000-0000-000000000007"),
    ],
)
def test_what_depends_on_the_page_is_left(engines, text, says):
    from uuid import UUID

    rendered, left = made(engines[0], text, word="<ord>", drawing="check", key=UUID(int=7))
    assert says in rendered
    assert left
    assert set(left) != {"TextNode"}


def test_an_address_is_the_one_that_django_makes(engines):
    from uuid import UUID

    from django.urls import NoReverseMatch, reverse

    key = UUID(int=7)
    text = "{% url 'task' key %} {% url 'fact_new' key kind %}{% if 0 %}{% url 'nowhere' key %}{% endif %}"
    rendered, left = made(engines[0], text, key=key, kind="a b")
    assert rendered == f"{reverse('task', args=[key])} {reverse('fact_new', args=[key, 'a b'])}"
    assert left.count("Addressed") == 2
    with pytest.raises(NoReverseMatch):
        made(engines[0], "{% url 'nowhere' key %}", key=key)


def test_within_loops_and_choices_it_is_folded_too(engines):
    chosen = "{% if n %}{% translate 'Ja' %}{% else %}{% translate 'Nej' %}{% endif %}"
    text = f"{{% for n in many %}}{chosen}{{% empty %}}-{{% endfor %}}"
    assert made(engines[0], text, many=[1, 0])[0] == "JaNej"
    assert made(engines[0], text, many=[])[0] == "-"


def test_what_an_included_part_sets_is_its_own(engines):
    text = "{% include 'parts/person_link.html' with person=who %}[{{ person.name }}]"
    rendered, left = made(engines[0], text, who={"name": "Anna", "url": "/", "marks": []})
    assert ">Anna</a>" in rendered
    assert rendered.endswith("[]")
    assert left == ["TextNode", "Included", "TextNode", "Shown", "TextNode"]


@pytest.fixture
def framed():
    """Renders a page in a frame, folded and as Django does it."""
    from django.template.engine import Engine

    def both(page: str, frame: str, **context) -> tuple[str, str]:
        said = []
        for loader in ("samverkan.web.folding.Loader", "django.template.loaders.cached.Loader"):
            files = {"frame.html": frame, "page.html": "{% extends 'frame.html' %}" + page,
                     "leaf.html": "{% extends 'page.html' %}{% block inner %}leaf{% endblock %}"}  # fmt: skip
            engine = Engine(loaders=[(loader, [("django.template.loaders.locmem.Loader", files)])])
            said.append([engine.get_template(each).render(Context(context)) for each in files])
        return tuple(said)

    return both


@pytest.mark.parametrize(
    ("page", "frame"),
    [
        (
            "{% block a %}mine {{ word }}{% endblock %}",
            "<{% block a %}its{% endblock %}|{% block b %}own{% endblock %}>",
        ),
        (
            "{% block inner %}x{% endblock %}",
            "{% block a %}[{% block inner %}its{% endblock %}]{% endblock %}",
        ),
        ("{% block a %}{% block inner %}x{% endblock %}{% endblock %}", "{% block a %}its{% endblock %}"),
        ("{% block a %}{{ block.super }}+{% endblock %}", "{% block a %}its{% endblock %}"),
        ("{% block a %}mine{% endblock %}", "{% if word %}{% block a %}its{% endblock %}{% endif %}"),
        ("nothing", "{% block a %}its{% endblock %}"),
    ],
)
def test_a_page_in_its_frame_is_the_same(framed, page, frame):
    folded, plain = framed(page, frame, word="<ord>")
    assert folded == plain


def test_a_frame_that_is_chosen_by_the_page_is_left_to_it(engines):
    rendered, left = made(engines[0], "{% if word %}{{ word }}{% endif %}", word="x")
    assert (rendered, left) == ("x", ["TextNode", "IfNode"])
    assert engines[0].get_template("meetings/act.html").nodelist[-1].parent_name.var.lookups == ("base",)


@pytest.mark.parametrize(
    ("value", "says"), [("<", "&lt;"), (3, "3"), (None, "None"), (["<"], "[&#x27;&lt;&#x27;]"), (1.5, "1,5")]
)
def test_a_value_is_shown_as_django_shows_it(engines, value, says):
    with translation.override("sv"):
        assert made(engines[0], "{{ it }}", it=value)[0] == says
    assert made(engines[0], "{% autoescape off %}{{ it }}{% endautoescape %}", it="<")[0] == "<"


ASKED = UUID("11111111-2222-3333-4444-555555555555")


@pytest.mark.parametrize("name", ["list", "set_language"])
@pytest.mark.parametrize("as_name", ["", " as there"])
def test_an_address_is_djangos_own(engines, name, as_name):
    from django.urls import reverse

    keys = [ASKED] if name == "list" else []
    text = f"{{% url '{name}'{' key' * len(keys)}{as_name} %}}" + ("{{ there }}" if as_name else "")
    assert made(engines[0], text, key=ASKED)[0] == reverse(name, args=keys)


def test_what_no_address_fits_is_told_by_django(engines):
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        made(engines[0], "{% url 'list' key %}", key="<b>")
    with pytest.raises(NoReverseMatch):
        made(engines[0], "{% url 'no_such_page' key %}", key=ASKED)
    assert made(engines[0], "{% url 'no_such_page' key as there %}[{{ there }}]", key=ASKED)[0] == "[]"
