"""Files that are made whole before their first byte is sent, so that a download that breaks is never a valid, shorter
one."""

import os
from collections.abc import Callable
from io import BytesIO
from tempfile import TemporaryFile
from typing import BinaryIO
from wsgiref.util import FileWrapper

from initiatives.selection import Selection

PIECE = 1 << 16  # bytes
IN_MEMORY = 1000  # initiatives; the file of more is made on disk


class Made(FileWrapper):
    """A file that is there, in pieces from its start; it is closed with the answer that sends it."""

    def __init__(self, file: BinaryIO):
        self.length = file.seek(0, os.SEEK_END)
        file.seek(0)
        super().__init__(file, PIECE)


def made(selection: Selection, make: Callable[[BinaryIO], None]) -> Made:
    """The file that ``make`` writes into the target it is given: in memory for a short list, on disk for a long one."""
    target = BytesIO() if selection.total <= IN_MEMORY else TemporaryFile()  # noqa: SIM115 (closed with what is returned, or below)
    try:
        make(target)
    except BaseException:
        target.close()
        raise
    return Made(target)
