"""The icons and shapes of the pages, drawn for this product: inline SVG, so that no page asks for more files.

Every drawing is decoration (`aria-hidden`): the word beside it carries the meaning. Built once at import,
because a case page shows some hundred of them.
"""

from django.utils.safestring import SafeString

_LINES = {
    "arrow": "M3 10h13m-5-5 5 5-5 5",
    "back": "M17 10H4m5 5-5-5 5-5",
    "book": "M10 5C8 3.5 5.5 3 2.5 3v12c3 0 5.5.5 7.5 2 2-1.5 4.5-2 7.5-2V3c-3 0-5.5.5-7.5 2zm0 0v12",
    "building": "M4 17.5v-15h12v15m-13.5 0h15M7.5 6h1m3 0h1m-5 4h1m3 0h1M9 17.5v-4h2v4",
    "calendar": "M3 4.5h14v13H3zM3 8.5h14M7 2.5v4m6-4v4",
    "check": "M3.5 10.5 8 15l8.5-10",
    "child": "M10 2.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM4.5 17.5c0-4.3 2-6.7 5.5-6.7s5.5 2.4 5.5 6.7z",
    "clock": "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM10 6v4.2l3 1.8",
    "close": "M4.5 4.5l11 11m0-11-11 11",
    "cross": "M8 2.5h4V8h5.5v4H12v5.5H8V12H2.5V8H8z",
    "danger": "M6.6 2h6.8L18 6.6v6.8L13.4 18H6.6L2 13.4V6.6zM10 6v5m0 2.9v.1",
    "door": "M11 17.5H3.5v-15H11v4m0 7v4M8 10h10m-3-3 3 3-3 3",
    "download": "M10 2.5v10m-4-4 4 4 4-4M3 13.5v4h14v-4",
    "flag": "M4.5 18V2.5h11l-2.5 4 2.5 4h-11",
    "hall": "M2.5 8 10 3l7.5 5zM4.5 8v7m3.7-7v7m3.6-7v7m3.7-7v7m-13 2.5h15",
    "heart": "M10 17S2.5 12.5 2.5 7.3A3.8 3.8 0 0 1 10 5.5a3.8 3.8 0 0 1 7.5 1.8C17.5 12.5 10 17 10 17z",
    "info": "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM10 9.2v4.6M10 6.3v.1",
    "key": "M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4zM10 10l7.5 7.5M14 14l2-2",
    "keyboard": "M1.5 5h17v10h-17zM5 8.5h.1m3 0h.1m3.5 0h.1m3 0h.1M6 12h8",
    "lock": "M4 9h12v8.5H4zM6.5 9V6.3a3.5 3.5 0 0 1 7 0V9M10 12.5v1.8",
    "menu": "M2.5 5h15m-15 5h15m-15 5h15",
    "pen": "M3 17l1-4.2L14 2.8l3.2 3.2L7.2 16zM12 5l3 3",
    "people": (
        "M7 3.2a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM1.5 17c0-3.3 2.2-5.3 5.5-5.3s5.5 2 5.5 5.3z"
        "M13 3.5a3 3 0 0 1 0 5.4m2 2.9c2.2.7 3.5 2.5 3.5 5.2"
    ),
    "scales": "M10 3v14M6 17h8M3.5 5.5h13M4 6l-2.5 5.5h5zm12 0-2.5 5.5h5z",
    "shield": "M10 2 3.5 4.5v5c0 4.2 2.7 7 6.5 8.5 3.8-1.5 6.5-4.3 6.5-8.5v-5z",
    "sketch": "M10 2.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM3.5 17.5c0-4 2.5-6 6.5-6s6.5 2 6.5 6z",
    "warning": "M10 2.5 18.5 17h-17zM10 8v4.3m0 2v.1",
}

_SHAPES = {
    "square": '<rect x="2" y="2" width="12" height="12" rx="1"/>',
    "triangle": '<path d="M8 1.5 15.5 14.5H.5z"/>',
    "circle": '<circle cx="8" cy="8" r="6.5"/>',
    "diamond": '<path d="M8 1l7 7-7 7-7-7z"/>',
    "ring": '<circle cx="8" cy="8" r="5.5" class="hollow"/>',
}

AGENCY_ICONS = {
    "police": "shield",
    "probation": "key",
    "prison_and_probation": "key",
    "social": "people",
    "social_services": "people",
    "school": "book",
    "region": "cross",
    "health": "cross",
    "municipality": "hall",
    "district": "hall",
}


def _icon(name: str, path: str) -> SafeString:
    dashes = ' stroke-dasharray="2 1.8"' if name == "sketch" else ""
    return SafeString(
        f'<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">'
        f'<path d="{path}"{dashes}/></svg>'
    )


def _shape(drawing: str) -> SafeString:
    return SafeString(
        f'<svg class="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
        f"{drawing}</svg>"
    )


ICONS: dict[str, SafeString] = {name: _icon(name, path) for name, path in _LINES.items()}
SHAPES: dict[str, SafeString] = {name: _shape(drawing) for name, drawing in _SHAPES.items()}
