"""`python -m tests.support.killed_exports N STICK LECTURE…`: an export that dies at its N-th operation on the stick.

Exits with 0 where it had fewer.
"""

import sys
from pathlib import Path

from tests.support.faulty_disk import Fault, FaultyDisk, below

from dangke_audio.exporting import Request, export

if __name__ == "__main__":
    at, stick, *lectures = sys.argv[1:]
    with FaultyDisk(Fault("dies", int(at), below(Path(stick)))):
        export(Request(tuple(map(Path, lectures)), Path(stick), ("早", "晚"), into_empty=True))
