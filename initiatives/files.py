"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO


@contextmanager
def whole(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """A file that takes its name only once it is whole; whatever had the name before stays until then.

    Its owner alone may read it, unless a mode is given. The folder is there.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete_on_close=False) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
        if mode is not None:
            os.chmod(file.name, mode)
        os.replace(file.name, path)
