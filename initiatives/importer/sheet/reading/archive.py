"""The archive that a workbook is: looked over before anything of it is unpacked, and unpacked within bounds."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from initiatives.importer.sheet.reading.bounds import MOST_MEMBERS, MOST_RATIO, MOST_UNPACKED, RefusedError

PIECE = 1 << 16
END = b"PK\x05\x06"
END_BYTES = 22
LONGEST_COMMENT = 1 << 16
DIRECTORY_BYTES = 256  # of one member's line in the directory, with some room
SMALL = 1 << 20  # an archive that unpacks to less may be packed as tightly as it likes
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    struct.error,
)


class Archive:
    """A zip whose members are read once each, counted by what really comes out of them."""

    def __init__(self, data: bytes):
        check_directory(data)
        try:
            self.zip = zipfile.ZipFile(BytesIO(data))
        except BROKEN:
            raise RefusedError("broken") from None
        self.left = MOST_UNPACKED
        members = self.zip.infolist()
        self.members = {member.filename: member for member in members}
        if len(members) > MOST_MEMBERS or len(self.members) != len(members):
            raise RefusedError("members", most=MOST_MEMBERS)
        if any(member.flag_bits & 1 for member in members):
            raise RefusedError("locked")
        check_sizes(sum(member.file_size for member in members), len(data))

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member's bytes. Raises RefusedError where it is broken, or more than the archive said."""
        if name not in self.members:
            raise RefusedError("broken")
        try:
            with self.zip.open(self.members[name]) as file:
                while piece := file.read(PIECE):
                    self.left -= len(piece)
                    if self.left < 0:
                        raise RefusedError("bomb")
                    yield piece
        except BROKEN:
            raise RefusedError("broken") from None


def check_directory(data: bytes) -> None:
    """Refuses a directory too long to be read. Raises RefusedError."""
    at = data.rfind(END, max(0, len(data) - END_BYTES - LONGEST_COMMENT))
    if at < 0 or len(data) < at + END_BYTES:
        raise RefusedError("broken")
    count, size = struct.unpack("<HI", data[at + 10 : at + 16])
    if count > MOST_MEMBERS or size > MOST_MEMBERS * DIRECTORY_BYTES:
        raise RefusedError("members", most=MOST_MEMBERS)


def check_sizes(unpacked: int, packed: int) -> None:
    if unpacked > MOST_UNPACKED or unpacked > SMALL and unpacked > packed * MOST_RATIO:
        raise RefusedError("bomb")
