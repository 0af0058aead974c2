"""Size `nation`: 200 agencies, 60,000 cases, 1,000,000 entries, for measuring. Bulk, but by the same wall.

Each agency's rows are sealed under its own keys and inserted under its own bound context, as
`INSERT ... SELECT unnest(...)` with one trace line a batch (COPY is refused under row-level security).
"""
