"""A specification drawn: SVG for pages and PDF, PNG for Word. Fonts come from the package.

The PNG is set by typst from the SVG: vl-convert 1.9 leaves the text out of its own.
"""

from __future__ import annotations

from typing import Any

from samverkan.fonts import FOLDER

LOCALES: dict[str, Any] = {"sv": "sv-SE", "en": "en-GB"}


def svg(spec: dict[str, Any], lang: str = "sv") -> str:
    """The figure as SVG."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec, format_locale=LOCALES[lang], show_warnings=False)
    return drawn


def png(drawn: str, scale: float = 2.0) -> bytes:
    """An SVG as PNG, `scale` pixels a point."""
    import typst

    page = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")\n'
    fonts: list[Any] = [FOLDER]  # the stub asks for a list of one very type
    made = typst.compile(
        page.encode(),
        format="png",
        ppi=72 * scale,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"svg": drawn},
    )
    assert isinstance(made, bytes)  # one page
    return made
