"""`python -m bench [NAME|report|report peers]`."""

import sys

from bench.kit import report, running


def main(words: list[str]) -> int:
    """Run, print and write; 1 when one failed, 2 for a name that is no benchmark's."""
    if words == ["report"]:
        report.write()
        return 0
    if words == ["report", "peers"]:
        report.write_evidence()
        return 0
    if not words:
        return 1 if running.run_all() else 0
    if words[0] not in running.names():
        sys.stderr.write(f"{words[0]} is none of {', '.join(running.names())}\n")
        return 2
    running.run(words[0])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
