"""How gunicorn runs the site: `gunicorn --config python:config.gunicorn`. Each choice is in docs/decisions/0026.

Options on the command line come before these; WEB_CONCURRENCY sets the number of workers.
"""

import gc
import os

from config import serving

wsgi_app = "config.wsgi"
bind = "127.0.0.1:8000"
workers = int(os.environ.get("WEB_CONCURRENCY", serving.WORKERS))
worker_class = "gthread"
threads = serving.THREADS
# The application is loaded once and its index made once; workers share the memory.
preload_app = True
keepalive = serving.KEEP_ALIVE
limit_request_line = serving.LONGEST_REQUEST_LINE
loglevel = "warning"


def when_ready(server) -> None:
    """Makes what all workers have in common, before the first of them begins."""
    if not server.cfg.preload_app:
        return
    from initiatives.views.warming import warm  # noqa: PLC0415 (loaded by now, and not before)

    warm()
    # What is there by now stays: no worker looks through it for garbage, which would copy every page of it.
    gc.collect()
    gc.freeze()


def post_worker_init(worker) -> None:
    """Watches over the requests of a worker."""
    from config.watching import watch  # noqa: PLC0415 (see above)
    from config.wsgi import application  # noqa: PLC0415
    from initiatives import index  # noqa: PLC0415

    index.serve()

    def stop() -> None:
        worker.alive = False

    watch(application, stop)
