"""Small files of each kind, and running them into a store of one's own."""

from __future__ import annotations

import datetime as dt
import gzip
import io

import polars as pl

from samverkan.picture.importing.kinds_of_import import KINDS
from samverkan.picture.importing.running import run

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
NOTICE_HEAD = "id;handelsetid;lokal_tid;typ;kommunkod;stadsdel;stadsdelsomrade"


def feed(store, kind, path, content, **how):
    """Write a file and import it."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run(KINDS[kind], path, store, now=lambda: NOW, **how)


def notices(*rows, head=NOTICE_HEAD):
    """Notices as CSV: (id, happened, type, quarter) with Stockholm and a publication an hour later filled in."""
    lines = [head]
    for row in rows:
        if isinstance(row, str):
            lines.append(row)
        else:
            number, at, kind, quarter = row
            lines.append(f"{number};{at};{at};{kind};0180;{quarter};")
    return "\n".join(lines) + "\n"


def parquet(**columns):
    """A Parquet file's bytes."""
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


def packed(text):
    """A gzipped file's bytes."""
    return gzip.compress(text.encode(), mtime=0)
