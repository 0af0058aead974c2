"""The import on a slow disk, in a process of its own: a line "WORD WORD ..." begins one, as typed after `samverkan`.

On a fast disk next to none of the kills would fall while it writes.
"""

import os
import pathlib
import time
from importlib import import_module

from support.forking import serve

CLI, COMMAND = (
    "samverkan.cli",
    "samverkan.picture.commands",
)  # floors above this one: by name, as the terminal does
PAUSE = 0.08  # seconds, before each word from the disk and in the middle of each file


def slow_down() -> None:
    """Every write in two halves with a pause between them, every flush after one."""
    sync, write = os.fsync, pathlib.Path.write_bytes

    def slow_sync(handle):
        time.sleep(PAUSE)
        return sync(handle)

    def slow_write(path, raw):
        write(path, raw[: len(raw) // 2])
        time.sleep(PAUSE)
        return write(path, raw)

    os.fsync, pathlib.Path.write_bytes = slow_sync, slow_write


def run(*words: str) -> None:
    """The command, to its end."""
    import_module(CLI).main.main(words, standalone_mode=False)


if __name__ == "__main__":
    slow_down()
    for module in (CLI, COMMAND, "samverkan.picture.importing.kinds_of_import"):
        import_module(module)  # before any fork
    serve(run)
