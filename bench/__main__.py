"""`python -m bench [NAME|report]`."""

import sys

from bench.kit import report, running


def main(words: list[str]) -> int:
    """Run, print and write; 2 for a name that is no benchmark's."""
    if words == ["report"]:
        report.write()
        return 0
    chosen = words[0] if words else None
    if chosen is not None and chosen not in running.names():
        sys.stderr.write(f"{chosen} is none of {', '.join(running.names())}\n")
        return 2
    running.run(chosen)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
