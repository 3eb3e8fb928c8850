"""The measurement: of each catalogue its page beside the floors and beside the peers, its starts, edits and exports."""

import json
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from initiatives.benchmarking import comparing, floors, load, places, postgresql, preparing, reading, streams, wrk
from initiatives.benchmarking.catalogue import ANEW, LIST, Catalogue, Plan, Results
from initiatives.benchmarking.load import PATIENCE, Connection
from initiatives.benchmarking.machine import commit, machine
from initiatives.benchmarking.peers import datasette
from initiatives.benchmarking.preparing import Material, UnavailableError
from initiatives.benchmarking.servers import NotStartedError, Server, running
from initiatives.benchmarking.sides import Side, by_turns

# Every figure, written after each catalogue: what was measured is kept if a later one fails.
RESULTS = "results.json"
FLOORS = {"constant page": "/constant/", "constant 304": "/nothing-new/", "25 records": "/bare/"}
DATASETTE = "Datasette"
FLOOR_SETTINGS = "initiatives.benchmarking.floor_settings"


def measured(plan: Plan, folder: Path, sizes: Sequence[int], sources: Sequence[str]) -> Results:
    """What is found of copies of the sources, or else of invented catalogues of these sizes, one after another."""
    makers = {source: partial(places.copied, source=source) for source in sources}
    makers |= {f"{size}": partial(places.invented, size=size, seed=plan.seed) for size in (() if sources else sizes)}
    told = {"rounds": plan.rounds, "questions": plan.questions, "seconds": plan.seconds, "seed": plan.seed}
    told |= {"load": "wrk" if wrk.program() else load.NAME}
    found = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "commit": commit(), "machine": machine(), "plan": told}
    found["catalogues"] = []
    for number, (name, make) in enumerate(makers.items()):
        plan.tell(f"{name}: the catalogue is being made.")
        place = make(folder / f"catalogue-{number}")
        found["catalogues"].append(measure(Catalogue(name, place, plan)))
        (folder / RESULTS).write_text(json.dumps(found, indent=1))
        shutil.rmtree(place.folder)
    return found


def measure(catalogue: Catalogue) -> Results:
    """What is found of one catalogue."""
    catalogue.step("questions")
    drawn = catalogue.read("questions.json")
    found: Results = {"name": catalogue.name, "initiatives": drawn["initiatives"], "absent": []}
    catalogue.plan.tell(f"{catalogue.name}: {drawn['initiatives']:,} initiatives.")
    found |= {"packed": catalogue.packed(), "starts": catalogue.starts(), "answers": catalogue.answers()}
    with running([catalogue.server("catalogue")]) as [server], ExitStack() as stack:
        page = side("page", server, drawn["mixes"], "every")
        again = seen_before(catalogue, page, drawn["mixes"])
        own = {"every": [page], "added": [side("page, values added up", server, drawn["mixes"], "added")]}
        for mix, [kept] in own.items():
            own[mix] = [kept, side(f"{kept.name}, made anew", server, drawn["mixes"], mix, headers=ANEW)]
        ground = grounds(catalogue, drawn["mixes"], stack)
        peers = list(started(catalogue, drawn["mixes"], stack, found["absent"]))
        found |= compared(catalogue.plan, own, again, ground, peers)
        found["exports"] = catalogue.exports(server, drawn["initiatives"])
        if peers:
            found["exports"] |= exports_of_peers(peers, drawn["initiatives"])
            found["exports"] |= plain_streams(catalogue, drawn["initiatives"])
        paths = list(dict.fromkeys(request["path"] for request in page.requests))
        found["edits"] = catalogue.edits(server, paths)
    return found


def compared(
    plan: Plan, own: dict[str, list[Side]], again: Side, ground: dict[str, Side], peers: list[Side]
) -> Results:
    """Every side asked by turns; the costs above the floors, and the ratios to the peers.

    ``own`` are, of each mix, the page as readers get it, and made anew each time.
    """
    page, anew = own["every"]
    used = own["added"] if any(peer.mix == "added" for peer in peers) else []
    for one in (anew, *used, *ground.values(), *peers):
        one.look()
    sides = [page, anew, again, *used, *ground.values(), *peers]
    by_turns(sides, plan.rounds, plan.seconds, plan.tell)
    constant, unchanged, records = ground.values()
    pairs = [(page, constant), (anew, constant), (anew, records), (again, unchanged), (again, constant)]
    ratios = [comparing.ratio(one, peer) for peer in peers for one in own[peer.mix]]
    return {
        "sides": {one.name: one.figures() for one in sides},
        "costs": [comparing.told(comparing.cost(*pair)) for pair in pairs],
        "ratios": [comparing.told(ratio) for ratio in ratios],
    }


def side(name: str, server: Server, mixes: dict, mix: str, path: str = LIST, headers: dict | None = None) -> Side:
    """The catalogue, or a floor, asked a mix of questions."""
    requests = [{"path": address(path, question), "headers": headers or {}} for question in mixes[mix]]
    return Side(name, server, mix, requests, reading.page)


def address(path: str, question: dict) -> str:
    return f"{path}?{question['query']}" if question["query"] else path


def seen_before(catalogue: Catalogue, page: Side, mixes: dict) -> Side:
    """The page for who has it already. Every page is looked at for this, and kept for the floors."""
    answers, kept = page.look(), {}
    again = side("page, not modified", page.server, mixes, "every")
    again.status = 304
    rows = zip(mixes["every"], answers, page.told, again.requests, strict=True)
    for number, (question, (body, headers), told, request) in enumerate(rows):
        kept |= floors.keep(catalogue.folder, number, question["query"], body, told.rows)
        request["headers"] = {"If-None-Match": headers.get("etag", "")}
    (catalogue.folder / floors.INDEX).write_text(json.dumps(kept))
    again.look()
    return again


def grounds(catalogue: Catalogue, mixes: dict, stack: ExitStack) -> dict[str, Side]:
    """The floors, served as the catalogue is."""
    [server] = stack.enter_context(running([catalogue.server("floors", FLOOR_SETTINGS)]))
    ground = {name: side(name, server, mixes, "every", path) for name, path in FLOORS.items()}
    ground["constant 304"].status = 304
    return ground


# ── the peers ────────────────────────────────────────────────────────────────────────────────────────────────


def started(catalogue: Catalogue, mixes: dict, stack: ExitStack, absent: list[str]) -> Iterator[Side]:
    """The peers that can be had here, filled and running; of the others ``absent`` gets a sentence."""
    if not catalogue.plan.peers or catalogue.read("questions.json")["initiatives"] > catalogue.plan.peers_up_to:
        return
    catalogue.plan.tell("The peers are being filled.")
    catalogue.step("describe")
    material = Material(catalogue.folder, mixes)
    for name in catalogue.plan.peers:
        try:
            made = PEERS[name](catalogue, material, stack)
            stack.enter_context(running([made.server]))
            yield made
        except (UnavailableError, postgresql.UnavailableError, NotStartedError, OSError) as error:
            absent.append(f"{name}: {error}")
            catalogue.plan.tell(f"Without {absent[-1]}")


def exports_of_peers(peers: list[Side], rows: int) -> Results:
    """How many initiatives a second Datasette streams, where every one came."""
    [server] = [peer.server for peer in peers if peer.name == DATASETTE] or [None]
    if server is None:
        return {}
    connection, start = Connection(server.port, PATIENCE), time.perf_counter()
    _status, body = connection.ask(datasette.STREAM, {})
    rate = rows / (time.perf_counter() - start)
    connection.close()
    return {f"csv of {DATASETTE}": {"rate": rate, "memory": server.memory()}} if body.count(b"\n") == rows + 1 else {}


def plain_streams(catalogue: Catalogue, rows: int) -> Results:
    """What the sqlite3 shell and COPY give of the same versions as they are stored."""
    path = catalogue.folder / places.DATABASE
    found = streams.shell(path, rows)
    if "postgresql" not in catalogue.plan.peers:
        return found
    try:
        with ExitStack() as stack:
            given = catalogue.plan.postgresql or stack.enter_context(postgresql.server(postgresql.QUICK))
            return found | streams.copied(path, given, rows)
    except postgresql.UnavailableError:  # the peer has said so
        return found


def datasette_raised(catalogue: Catalogue, material: Material, stack: ExitStack) -> Side:
    return preparing.datasette_side(DATASETTE, material, environment(catalogue), datasette.RAISED)


def datasette_usual(catalogue: Catalogue, material: Material, stack: ExitStack) -> Side:
    return preparing.datasette_side(f"{DATASETTE} with its usual limits", material, environment(catalogue), {})


def environment(catalogue: Catalogue) -> Path:
    return catalogue.plan.environments / "datasette"


def on_sqlite(catalogue: Catalogue, material: Material, stack: ExitStack) -> Side:
    database = catalogue.folder / "conventional.sqlite3"
    database.unlink(missing_ok=True)
    return preparing.conventional("Django page on SQLite", material, f"sqlite:///{database}")


def on_postgresql(catalogue: Catalogue, material: Material, stack: ExitStack) -> Side:
    given = catalogue.plan.postgresql
    address = given or stack.enter_context(postgresql.server(postgresql.QUICK))
    own = stack.enter_context(postgresql.database(address))
    return preparing.conventional(f"Django page on PostgreSQL {postgresql.version(own)}", material, own)


PEERS = {
    "datasette": datasette_raised,
    "datasette-usual": datasette_usual,
    "sqlite": on_sqlite,
    "postgresql": on_postgresql,
}
