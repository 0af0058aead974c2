"""No answer that is rendered after its transaction, and no SQL beside the few modules that may speak it.

A secret page must be finished bytes before the commit (house.md, the wall 5): a TemplateResponse, a stream or
a file is rendered later, unbound and untraced. `@page` refuses them when they come; this refuses them when
they are written. SQL by hand passes the rules by, so every module that uses it stands here with its reason.
"""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "samverkan"
SPEAK_HTTP = ("web", "api")
LAZY = {"TemplateResponse", "SimpleTemplateResponse", "StreamingHttpResponse", "FileResponse"}
GENERIC = "django.views.generic"
SQL = {"raw", "execute", "executemany", "cursor", "extra", "RawSQL", "Statement", "send_query_prepared"}
MAY_SPEAK_SQL = {
    "trail": "lines, log and queue are its own tables",
    "setup": "installs, as the owner",
    "secrecy/binding.py": "hands the signed context over",
    "secrecy/acting.py": "hands over the trail's own INSERT",
    "secrecy/door.py": "calls the door's functions",
    "secrecy/background/starting.py": "calls the queue's one function",
    "pupils/voice/waiting.py": "calls the mailbox's three functions",
    "secrecy/selfcheck.py": "reads the catalogue, no rows",
    "secrecy/keystore.py": "SQLite, outside the database",
    "secrecy/postgres/base.py": "the connection itself: begins, commits and takes back",
    "secrecy/postgres/wire.py": "sends what it is given",
    "secrecy/prepared/asking.py": "hands over what Django's own compiler wrote of a rule's queryset, prepared",
    "exits/locking.py": "calls the functions round a locked place",
    "demo/nation/loading.py": "lays the made-up nation in bulk, bound and traced by the batch",
    "demo/database.py": "makes and marks the demo's database, as its superuser",
}


def modules(*rooms: str) -> list[Path]:
    found = [file for room in rooms or ("",) for file in sorted((SOURCE / room).rglob("*.py"))]
    return [file for file in found if not {"tests", "migrations"} & set(file.relative_to(SOURCE).parts)]


def lazy_in(code: str) -> list[str]:
    """What a module of the web or the API says that would answer late."""
    found = []
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                named = {alias.name for alias in names}
                found += sorted(named & LAZY)
                found += (
                    [GENERIC]
                    if module.startswith(GENERIC) or (module == "django.views" and "generic" in named)
                    else []
                )
            case ast.Import(names=names):
                found += [GENERIC for alias in names if alias.name.startswith(GENERIC)]
            case ast.Name(id=str(name)) | ast.Attribute(attr=str(name)) if name in LAZY | {"as_view"}:
                found.append(name)
            case ast.ClassDef(bases=bases):
                found += [
                    f"class of {ast.unparse(base)}" for base in bases if ast.unparse(base).endswith("View")
                ]
    return found


def sql_in(code: str) -> list[str]:
    """Calls that send SQL by hand."""
    calls = [node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    names = [func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in calls]
    return sorted(set(names) & SQL)


def test_the_rooms_that_speak_http_are_looked_at() -> None:
    assert len(modules("web")) > 20


@pytest.mark.parametrize("file", modules(*SPEAK_HTTP), ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_page_answers_late(file) -> None:
    assert lazy_in(file.read_text()) == []


@pytest.mark.parametrize("file", modules(*SPEAK_HTTP), ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_page_speaks_sql(file) -> None:
    assert sql_in(file.read_text()) == []


def test_sql_by_hand_stays_where_it_is_known() -> None:
    speaking = {str(file.relative_to(SOURCE)) for file in modules() if sql_in(file.read_text())}
    allowed = {name for name in speaking if name in MAY_SPEAK_SQL or name.split("/")[0] in MAY_SPEAK_SQL}
    assert speaking - allowed == set()


def test_every_module_that_may_speak_sql_does() -> None:
    silent = [name for name in MAY_SPEAK_SQL if not any(sql_in(file.read_text()) for file in _files(name))]
    assert silent == []


def _files(name: str) -> list[Path]:
    return [SOURCE / name] if name.endswith(".py") else modules(name)


LATE = [
    "from django.template.response import TemplateResponse",
    "from django import http\ndef show(r): return http.StreamingHttpResponse(iter([]))",
    "import django.http as h\nshow = lambda r: h.FileResponse(open('x'))",
    "from django.views.generic import ListView",
    "from django.views import generic",
    "import django.views.generic.list",
    "class Show(View): pass",
    "urlpatterns = [path('', Show.as_view())]",
]


@pytest.mark.parametrize("code", LATE)
def test_an_answer_that_would_be_late_is_found(code) -> None:
    assert lazy_in(code)


@pytest.mark.parametrize(
    "code",
    ["Entry.objects.raw('SELECT 1')", "connection.cursor()", "cursor.execute('x')", "rows.extra(where=['1=1'])",
     "rows.annotate(x=RawSQL('1', []))"],
)  # fmt: skip
def test_sql_by_hand_is_found(code) -> None:
    assert sql_in(code)


def test_what_is_finished_in_time_is_let_be() -> None:
    assert lazy_in("from django.shortcuts import render\ndef show(r): return render(r, 'x.html')") == []
    assert sql_in("Entry.objects.filter(pk=1).values_list('pk')") == []
