"""The look as files: contrast from the tokens, nothing inline or from another host, all documented."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[1]
CSS = sorted((WEB / "static/samverkan/css").glob("*.css"))
SCRIPTS = sorted((WEB / "static/samverkan").glob("*.js"))
OURS = sorted(
    [
        *(WEB / "templates/parts").glob("*.html"),
        *(WEB / "templates/errors").glob("*.html"),
        WEB / "templates/base.html",
    ]
)
REFERENCE = WEB.parents[2] / "docs/reference/ui-parts.md"

TEXT, DRAWING = 4.5, 3.0  # WCAG 2.2: 1.4.3 for text, 1.4.11 for borders, shapes and focus
HUES = ("red", "yellow", "green", "blue", "violet", "grey")
PAIRS = [
    *[
        (ink, ground, TEXT)
        for ink in ("ink", "ink-soft", "link")
        for ground in ("paper", "sheet", "inset", "brand-wash")
    ],
    *[(f"{hue}-ink", f"{hue}-wash", TEXT) for hue in HUES],
    *[("ink", f"{hue}-wash", TEXT) for hue in HUES],
    ("ink-soft", "yellow-wash", TEXT),
    ("link", "red-wash", TEXT),
    ("red-ink", "sheet", TEXT),
    ("red-ink", "paper", TEXT),
    ("brand", "sheet", TEXT),
    ("brand", "paper", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-hover", TEXT),
    ("on-deep", "brand-deep", TEXT),
    ("on-deep-soft", "brand-deep", TEXT),
    ("spark", "brand-deep", DRAWING),
    ("sheet", "violet", TEXT),
    *[("line-strong", ground, DRAWING) for ground in ("paper", "sheet", "inset")],
    *[("focus", ground, DRAWING) for ground in ("paper", "sheet", "inset", "brand-wash")],
    *[(hue, "sheet", DRAWING) for hue in ("red", "green", "blue", "violet", "grey")],
    ("yellow-ink", "sheet", DRAWING),  # the triangle's outline: no yellow reaches 3:1 on white
]


def tokens(scheme):
    """The colours in force under a scheme: the light ones, overlaid by the dark block when asked for."""
    text = next(file for file in CSS if file.name == "tokens.css").read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else {})


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_formula_against_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_pairs_read_together_have_contrast(scheme, front, back, least):
    colours = tokens(scheme)
    assert contrast(colours[front], colours[back]) >= least, f"--{front} on --{back}, {scheme}"


def test_style_sheets_are_linked_and_none_is_missing():
    linked = re.findall(r"samverkan/css/([\w.]+)'", (WEB / "templates/parts/styles.html").read_text())
    assert sorted(linked) == [file.name for file in CSS]
    assert linked[0] == "tokens.css"  # it declares the order of the layers


@pytest.mark.parametrize("file", CSS, ids=lambda file: file.name)
def test_style_sheet_is_short_and_fetches_nothing(file):
    text = file.read_text()
    assert text.startswith("/*")
    assert len(text.splitlines()) <= 250
    assert "@import" not in text
    assert all(fetched.startswith("../fonts/") for fetched in re.findall(r'url\("?([^")]+)', text))
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("file", CSS, ids=lambda file: file.name)
def test_only_declared_properties_are_used(file):
    declared = {name for sheet in CSS for name in re.findall(r"--([\w-]+):", sheet.read_text())}
    assert set(re.findall(r"var\(--([\w-]+)", file.read_text())) <= declared


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_scripts_keep_to_the_content_security_policy(file):
    text = file.read_text()
    assert not re.search(r"\beval\(|new Function|innerHTML|\.style\b|https?://|document\.write", text)


@pytest.mark.parametrize("file", sorted((WEB / "templates").rglob("*.html")), ids=lambda file: file.name)
def test_no_template_carries_inline_style_script_or_another_host(file):
    text = file.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|\shx-on|\shx-vals=.js:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"(src|href|action)=.https?:", text)


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_posting_forms_carry_the_csrf_token(file):
    for form in re.findall(r"<form[^>]*post.*?</form>", file.read_text(), re.DOTALL):
        assert "{% csrf_token %}" in form


@pytest.mark.parametrize("file", sorted((WEB / "templates/parts").glob("*.html")), ids=lambda file: file.name)
def test_every_part_says_what_it_is_and_stands_in_the_reference(file):
    assert re.match(r"(\{% load [\w ]+ %\})?\{# [A-Z].+ #\}", file.read_text()), "the first line is a comment"
    assert f"`{file.stem}" in REFERENCE.read_text()


def test_every_tag_stands_in_the_reference():
    from samverkan.web.templatetags.ui import MARKS, register

    text = REFERENCE.read_text()
    assert [name for name in [*register.tags, *register.filters] if f"{name}" not in text] == []
    assert [kind for kind in MARKS if f"`{kind}`" not in text] == []
