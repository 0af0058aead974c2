"""What the program costs, measured beside the same thing done plainly.

`python -m bench [NAME]` runs every benchmark (or one), prints a table and writes build/bench.json;
`python -m bench report` puts the last results into docs/explanation/performance.md and evidence-peers.md.

Every module directly in this package that has `rows() -> list[Row]` is a benchmark, called by its file's name.
"""
