"""Reference pages written from the code: `python -m tools.reference` writes them, a test fails when one is stale."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs" / "reference"
HEAD = "<!-- Written by `python -m tools.reference`. Change the code, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    import django
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.settings")
    django.setup()
    made: dict[str, Callable[[], str]] = {
        "calculations.md": _calculations,
        "capabilities.md": _capabilities,
        "gvi-export.md": _gvi_export,
        "permissions.md": _permissions,
        "question-file.md": _question_file,
        "retention.md": _retention,
        "states.md": _states,
        "tables.md": _tables,
        "verbs.md": _verbs,
    }
    with translation.override("sv"):  # whatever language the process is in
        return {name: HEAD + write() for name, write in made.items()}


def _calculations() -> str:
    from samverkan.casework.calculations import as_markdown

    return (
        "# Permitted calculations\n\nNo risk, likelihood or priority of a person is computed. "
        "These are all the figures about a person that the program works out; each is shown with its inputs.\n\n"
        + as_markdown()
    )


def _capabilities() -> str:
    from tools.capabilities.page import render
    from tools.capabilities.rows import parts

    return render(parts())


def _question_file() -> str:
    from samverkan.evidence.evaluation.reference import render

    return render()


def _gvi_export() -> str:
    from samverkan.groups.export_columns import render

    return render()


def _permissions() -> str:
    from samverkan.methods.loading import catalogue
    from samverkan.methods.words import Capability

    parts = [
        "# Who may do what\n\nFrom the methods' files. A role can do and read nothing that is not marked here.\n"
    ]
    for method in catalogue():
        roles = method.roles
        parts.append(f"## {method.name.sv}\n")
        parts.append("| | " + " | ".join(role.label.sv for role in roles) + " |")
        parts.append("|---" * (len(roles) + 1) + "|")
        for capability in Capability:
            if any(capability in role.may for role in roles):
                marks = " | ".join("●" if capability in role.may else "" for role in roles)
                parts.append(f"| **{capability.label.sv}** | {marks} |")
        for kind in method.kinds:
            marks = " | ".join("läser" if kind.id in role.reads else "" for role in roles)
            parts.append(f"| {kind.label.sv} | {marks} |")
        parts.append("")
    return "\n".join(parts)


def _retention() -> str:
    from samverkan.methods.loading import catalogue

    parts = [
        "# How long things are kept\n\nFrom the methods' files; to be reviewed by each authority's lawyer.\n"
    ]
    for method in catalogue():
        parts += [
            f"## {method.name.sv}\n",
            "| Class | Party | Kept | Counted from | Source |",
            "|---|---|---|---|---|",
        ]
        for held in method.retention:
            for rule in held.rules:
                units = {"years": rule.years, "months": rule.months, "days": rule.days}
                kept = next(f"{value} {unit}" for unit, value in units.items() if value)
                parts.append(
                    f"| {held.label.sv} | {rule.party} | {kept} | {rule.counted_from} | {rule.source} |"
                )
        parts.append("")
    return "\n".join(parts)


def _states() -> str:
    from samverkan.casework.models import Meeting, Task
    from samverkan.methods.loading import catalogue
    from samverkan.secrecy.models import Delivery, Disclosure, Programme

    parts = ["# States\n"]
    for method in catalogue():
        parts += [
            f"## A case in {method.name.sv}\n",
            "| Step | From | To | Who | Asks for |",
            "|---|---|---|---|---|",
        ]
        for move in method.moves:
            asks = [word for word, asked in (("reason", move.reason_required), ("second person", move.second_person),
                                             ("why it leaves", move.leaving)) if asked]  # fmt: skip
            parts.append(
                f"| {move.label.sv} | {', '.join(move.from_)} | {move.to} | {move.capability} | {', '.join(asks)} |"
            )
        parts.append("")
    for model in (Programme, Disclosure, Delivery, Task, Meeting):
        parts.append(f"## {model.__name__}\n")
        parts += [f"- `{state.value}` {state.label}" for state in model.State] + [""]
    return "\n".join(parts)


def _tables() -> str:
    from samverkan.secrecy.public_tables import PUBLIC_TABLES

    rows = [f"| `{table}` | {reason} |" for table, reason in sorted(PUBLIC_TABLES.items())]
    head = "# Tables that are not secret\n\nEvery other table is closed to all but the acting agency's own rows.\n"
    return "\n".join([head, "| Table | Why |", "|---|---|", *rows]) + "\n"


def _verbs() -> str:
    import importlib
    import pkgutil

    import samverkan.web.urls  # noqa: F401 - every page registers its verb when loaded
    from samverkan import casework, exits, groups, picture, programmes, secrecy
    from samverkan.trail import verbs

    for room in (secrecy, casework, programmes, exits, groups, picture):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if not any(part in module.name for part in (".tests", ".migrations", "__main__")):
                importlib.import_module(module.name)
    mine = {verb.id for verb in verbs.every() if verb.id.startswith("test.") or verb.id == "bulk.load"}
    lines = [
        line for line in verbs.as_markdown().splitlines() if not any(f"`{verb}`" in line for verb in mine)
    ]
    return (
        "# What the trail records\n\nEvery line is one of these verbs, done, refused or failed.\n\n"
        + "\n".join(lines)
        + "\n"
    )


def main() -> None:
    """Write all pages; with --stale write nothing, and name those that are not in step."""
    from samverkan.methods.reference import render

    if "--stale" in sys.argv:
        print("\n".join(name for name, text in pages().items() if (DOCS / name).read_text() != text))  # noqa: T201
        return
    for name, text in {**pages(), "method-file.md": render()}.items():
        (DOCS / name).write_text(text)


if __name__ == "__main__":
    main()
