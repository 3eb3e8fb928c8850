"""The load: asks a server and measures, in a process of its own, with the standard library only.

`python load.py` takes a job as JSON on its standard input and gives what it measured as JSON. It is no part of what is
measured: it looks at nothing but the status and the length of an answer.
"""

import json
import socket
import sys
import threading
import time
from itertools import count

NAME = "a client of our own"
TIMEOUT = 60  # seconds; what takes longer counts as not answered
PATIENCE = 3600  # seconds, for what is waited for anyway: a worker's first answer, a whole list as a file
CHUNK = 1 << 18


class Connection:
    """One connection that is kept as long as the server keeps it."""

    def __init__(self, port: int, timeout: float = TIMEOUT):
        self.port, self.timeout, self.socket = port, timeout, None
        self.told: dict[str, str] = {}  # the headers of the last answer

    def ask(self, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
        """The status and the body of an answer. Raises OSError, TimeoutError among them."""
        fresh = self.socket is None
        try:
            return self.exchange(path, headers)
        except ConnectionError:
            self.close()
            if fresh:
                raise
            return self.exchange(path, headers)  # the server had closed the connection in the meantime
        except OSError:
            self.close()
            raise

    def exchange(self, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), self.timeout)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", *(f"{k}: {v}" for k, v in headers.items())]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        head, found, rest = self.until(b"", b"\r\n\r\n")
        status, told = int(head[9:12]), fields(head)
        body, self.told = self.body(status, told, rest), told
        if told.get("connection", "").lower() == "close":
            self.close()
        return status, body

    def body(self, status: int, told: dict[str, str], rest: bytes) -> bytes:
        if status in {204, 304}:
            return b""
        if told.get("transfer-encoding", "").lower() == "chunked":
            return b"".join(self.chunks(rest))
        if "content-length" in told:
            return self.exactly(rest, int(told["content-length"]))
        parts = [rest]
        while more := self.socket.recv(CHUNK):
            parts.append(more)
        self.close()
        return b"".join(parts)

    def chunks(self, rest: bytes):
        while True:
            size, _found, rest = self.until(rest, b"\r\n")
            length = int(size, 16)
            data = self.exactly(rest, length + 2) if len(rest) < length + 2 else rest
            rest = data[length + 2 :]
            if not length:
                return
            yield data[:length]

    def until(self, start: bytes, mark: bytes) -> tuple[bytes, bytes, bytes]:
        data = start
        while mark not in data:
            data += self.more()
        return data.partition(mark)

    def exactly(self, start: bytes, length: int) -> bytes:
        parts, there = [start], len(start)
        while there < length:
            parts.append(self.more())
            there += len(parts[-1])
        return b"".join(parts)

    def more(self) -> bytes:
        if data := self.socket.recv(CHUNK):
            return data
        raise ConnectionResetError("The server ended the connection in the middle of an answer.")

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
        self.socket = None


def fields(head: bytes) -> dict[str, str]:
    rows = (line.partition(":") for line in head.decode("latin-1").split("\r\n")[1:])
    return {name.lower(): value.strip() for name, _, value in rows}


def one_after_another(job: dict) -> dict:
    """Each question once: its milliseconds (null where it was not answered) and its status."""
    connection, rows = Connection(job["port"], job["timeout"]), []
    for question in job["questions"]:
        start = time.perf_counter()
        try:
            status, _body = connection.ask(question["path"], question.get("headers", {}))
            rows.append(((time.perf_counter() - start) * 1000, status))
        except OSError:
            rows.append((None, 0))
    connection.close()
    return {"milliseconds": [row[0] for row in rows], "statuses": [row[1] for row in rows]}


def all_at_once(job: dict) -> dict:
    """The questions over and over by several connections for some seconds: how many were answered in how long."""
    turns, lock, rows = count(), threading.Lock(), []
    start = time.perf_counter()
    threads = [
        threading.Thread(target=keep_asking, args=(job, turns, lock, start + job["seconds"], rows))
        for _ in range(job["connections"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "answered": sum(row[0] for row in rows),
        "failed": sum(row[1] for row in rows),
        "seconds": time.perf_counter() - start,
    }


def keep_asking(job: dict, turns: count, lock: threading.Lock, end: float, rows: list) -> None:
    """Asks the next question until the time is over; the answer to the last one is waited for."""
    connection, answered, failed = Connection(job["port"], job["timeout"]), 0, 0
    while time.perf_counter() < end:
        with lock:
            question = job["questions"][next(turns) % len(job["questions"])]
        try:
            status, _body = connection.ask(question["path"], question.get("headers", {}))
            answered, failed = answered + (status < 400), failed + (status >= 400)
        except OSError:
            failed += 1
    connection.close()
    with lock:
        rows.append((answered, failed))


if __name__ == "__main__":
    given = json.load(sys.stdin)
    json.dump((all_at_once if given.get("connections") else one_after_another)(given), sys.stdout)
