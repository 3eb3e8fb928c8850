"""Sets a briefing as PDF, in a process of its own with limits: JSON comes in, the file goes out.

It is run as a script and imports nothing of the catalogue, so that it starts in a moment and has nothing to lose.
"""

import json
import resource
import sys
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("briefing.typ")


def limited(seconds: int, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pdf(briefing: str) -> bytes:
    """The file after PDF/UA-1; where a character has no font on this machine, tagged, but without that claim."""
    try:
        return typeset(briefing, ["ua-1"])
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return typeset(briefing, [])


def typeset(briefing: str, standards: list[str]) -> bytes:
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        format="pdf",
        pdf_standards=standards,
        sys_inputs={"briefing": briefing},
    )


if __name__ == "__main__":
    limited(*map(int, sys.argv[1:]))
    sys.stdout.buffer.write(pdf(json.dumps(json.load(sys.stdin.buffer))))
