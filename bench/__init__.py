"""What the program costs, measured beside the same thing done plainly.

`python -m bench [NAME]` runs every benchmark (or one), prints a table and writes build/bench.json;
`python -m bench report` puts the last results into docs/explanation/performance.md; `report peers` those of the
evidence engine into evidence-peers.md, which is for a run with PEERS=full: else a peer that was stopped would take the
place of one that was waited for.

Every module directly in this package that has `rows() -> list[Row]` is a benchmark, called by its file's name.
"""
