"""What a line's hash is over, as SQL expressions of built-in functions only.

The insert trigger (migration 0002) and `verify` must agree to the byte, and a test holds them together.
`verify` sends the expression itself instead of calling a stored function, since whoever can edit a line can
edit a function.

    canonical   version | id | agency | seconds since 1970 | officer | assignment | verb | outcome |
                subjects | digest | detail, what is missing as nothing between two separators;
                `detail` comes last because only it could hold the separator
    commitment  SHA-256(salt || canonical); with 16 random bytes of salt it tells nothing by itself
    leaf        SHA-256(0x00 || commitment), as RFC 6962

A padding leaf commits to the word "padding" under a salt of its own: a real line cannot pass for one.
"""

CANONICAL = (  # one `concat`: a chain of || copies the whole line at every step, a sixth of verification's time
    "concat('1|', {t}.id, '|', {t}.agency_id, '|', extract(epoch FROM {t}.at),"
    " '|', {t}.officer_id, '|', {t}.assignment_id,"
    " '|', {t}.verb, '|', {t}.outcome, '|', {t}.subjects,"
    " '|', encode({t}.digest, 'hex'), '|', {t}.detail)"
)
PADDING = b"padding"


def leaf_sql(table: str) -> str:
    """The leaf hash (bytea) of the trace row that `table` names."""
    text = CANONICAL.format(t=table)
    return _leaf(f"{table}.salt || convert_to({text}, 'UTF8')")


def padding_sql(table: str) -> str:
    """The leaf hash (bytea) of a padding leaf with the salt of the row that `table` names."""
    return _leaf(f"{table}.salt || '{PADDING.decode()}'::bytea")


def _leaf(committed: str) -> str:
    return rf"sha256('\x00'::bytea || sha256({committed}))"
