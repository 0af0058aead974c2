"""For mkdocs: a link from the documents to a file of the code names the file, since the code is no part of the site."""

import re
from typing import Any

_TO_CODE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+((?:src|tests|tools|bench)/[^)#\s]+)(?:#[^)]*)?\)")


def on_page_markdown(markdown: str, **_what: Any) -> str:
    """The page with `[words](../../src/file)` as the words and the file's path."""
    return _TO_CODE.sub(_named, markdown)


def _named(link: re.Match[str]) -> str:
    words, path = link.groups()
    return words if words.strip("`") in path else f"{words} (`{path}`)"
