"""What it is measured on: the machine, the versions, the state of the code."""

import os
import platform
import sqlite3
import subprocess
from pathlib import Path

import django
from django.conf import settings


def machine() -> dict[str, str | int]:
    """The processor, its cores, the memory in GB, and the versions of what the page is made with."""
    return {
        "processor": told("/proc/cpuinfo", "model name") or platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": round(int((told("/proc/meminfo", "MemTotal") or "0 kB").split()[0]) / 1024**2),
        "python": platform.python_version(),
        "django": django.get_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def told(path: str, name: str) -> str:
    """What the kernel says under a name; empty where it says nothing."""
    lines = Path(path).read_text().splitlines() if Path(path).exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def commit() -> str:
    """The commit of the code, and whether it was changed since."""
    known = git("rev-parse", "--short=12", "HEAD")
    return f"{known or 'unknown'}{', changed since' if git('status', '--porcelain', '--', '.', ':!docs') else ''}"


def git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=settings.BASE_DIR, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
