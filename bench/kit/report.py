"""The last results as a table in docs/explanation/performance.md."""

from bench.kit import running, table

PAGE = running.ROOT / "docs" / "explanation" / "performance.md"
BEGIN, END = "<!-- results: python -m bench report -->", "<!-- end of results -->"


def write() -> None:
    """Put the table between the page's two marks. Raises ValueError where they are missing."""
    before, began, rest = PAGE.read_text().partition(BEGIN)
    _old, ended, after = rest.partition(END)
    if not began or not ended:
        raise ValueError(f"{PAGE.name} lacks the marks {BEGIN} and {END}")
    PAGE.write_text(f"{before}{BEGIN}\n\n{table.markdown(running.kept())}\n{END}{after}")
