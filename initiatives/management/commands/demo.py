"""demo: the whole catalogue on this machine, from an empty folder to a running server."""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config import serving
from initiatives.editing.demo import ensure_demo_editor


class Command(BaseCommand):
    help = "Migrates, loads and publishes the real catalogue, makes a demo editor, and serves it."

    def add_arguments(self, parser):
        parser.add_argument("port", nargs="?", default="8000", help="The port to serve on.")
        parser.add_argument("--prepare", action="store_true", help="Do all but serve.")

    def handle(self, *, port, prepare, **options):
        if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
            raise CommandError(f"“{port}” is not a port: give a number from 1 to 65535.", returncode=2)
        call_command("migrate", verbosity=0)
        call_command("load_catalogue", stdout=self.stdout)
        if password := ensure_demo_editor():
            self.stdout.write(f"Demo editor: name “editor”, password “{password}” (shown this once).")
        if static_is_stale():
            call_command("collectstatic", verbosity=0, interactive=False)
        self.stdout.write(f"The catalogue: http://localhost:{port}/   Editing: http://localhost:{port}/admin/")
        self.stdout.flush()
        if not prepare:
            serve(port)


def static_is_stale() -> bool:
    """Whether a static file is newer than the collected ones, or none are collected."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    files = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    return any(os.stat(path).st_mtime > collected for path in files)


def serve(port: str) -> None:
    """Becomes the server."""
    os.environ.setdefault("CATALOGUE_SITE_URL", f"http://localhost:{port}")
    os.execv(sys.executable, serving.command(f"127.0.0.1:{port}"))
