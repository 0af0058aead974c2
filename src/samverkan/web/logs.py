"""Log lines with codes only: what kind of fault and where, never a value, a name or a query."""

import logging
import traceback


class CodesOnly(logging.Formatter):
    """Formats the exception's type and place; an exception's text may quote what a user wrote."""

    def format(self, record: logging.LogRecord) -> str:
        words = [self.formatTime(record), record.levelname, record.name]
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-4:]))
            return " ".join([*words, record.exc_info[0].__name__, where])
        return " ".join([*words, str(record.msg) if not record.args else record.msg % _masked(record.args)])


def _masked(args: object) -> object:
    """Keep numbers (status codes, counts); replace every other argument."""
    if isinstance(args, tuple):
        return tuple(value if isinstance(value, int | float) else "…" for value in args)
    return {key: value if isinstance(value, int | float) else "…" for key, value in dict(args).items()}  # type: ignore[call-overload]
