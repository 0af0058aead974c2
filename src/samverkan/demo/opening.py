"""Opening a city: start PostgreSQL, build it if it is not there, serve it, and close it in order."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from samverkan.demo import building
from samverkan.demo.database import Database
from samverkan.demo.folder import City, Folder, FolderRefused
from samverkan.demo.terminal import Steps
from samverkan.demo.words import say as _
from samverkan.setup import roles
from samverkan.setup.serving import EVERYWHERE, Listen, Service

LOCAL = ("localhost", "127.0.0.1", "[::1]")


class PortTaken(OSError):
    """Something else listens there."""


@dataclass(frozen=True)
class Opening:
    """One start. `wanted` is what to build when nothing is there."""

    folder: Folder
    database: Database
    wanted: City
    listen: Listen
    steps: Steps

    @contextmanager
    def opened(self) -> Iterator[Service]:
        """Serve the city within; outside, nothing runs.

        Raises FolderRefused, PortTaken, DatabaseTaken, ServerFailed or ServiceFailed; what was begun is stopped.
        """
        self.folder.prepare()
        with self.folder.held():
            _refuse_taken(self.listen)
            city = self._known()
            try:
                self._begin_database()
                self._build(city)
                service = self._service()
                try:
                    self.steps.begin(_("Startar webbservern"))
                    service.start()
                    service.wait_until_ready()
                    self.steps.end()
                    yield service
                finally:
                    service.stop()
            finally:
                self.steps.abandon()
                self.database.stop()

    def _known(self) -> City | None:
        """The finished city of this folder; one that was interrupted is cleared away."""
        city = self.folder.city()
        if city is None:
            return None
        if city.database != self.database.name:
            raise FolderRefused("other_database", self.folder.path)
        if city.complete and city.size != self.wanted.size:
            raise FolderRefused("other_size", self.folder.path)
        return city

    def _begin_database(self) -> None:
        city = self.folder.city()
        if city and not city.complete:
            self.steps.begin(_("Städar efter en avbruten start"))
            self.database.drop_unfinished()
            self.folder.clear()
        self.steps.begin(_("Startar PostgreSQL"))
        self.database.start()

    def _build(self, city: City | None) -> None:
        if city is None or not city.complete:
            texts = {
                "install": _("Lägger upp databasen"),
                "found": _("Inrättar myndigheter och uppdrag"),
                "history": _("Bygger ett år av arbete"),
            }
            fresh = replace(self.wanted, database=self.database.name, complete=False)
            building.build(
                self.folder, self.database, fresh,
                step=lambda code: self.steps.begin(texts[code]), report=self.steps.far,
            )  # fmt: skip
        elif city.made_from != building.fingerprint(self.folder):
            self.steps.begin(_("Uppdaterar databasen"))
            building.bring_up_to_date(self.folder, self.database, city)
        if self.database.url:  # roles are the server's: another city there may have given them its passwords
            roles.create_roles(self.database.admin, self.folder.passwords)

    def _service(self) -> Service:
        web = building.surroundings(
            self.folder, self.database, SAMVERKAN_HOSTS=",".join(_answers_to(self.listen.host))
        )
        sequencer = building.surroundings(
            self.folder,
            self.database,
            SAMVERKAN_SEQUENCER_DSN=self.database.as_role(roles.SEQUENCER),
            SAMVERKAN_TRAIL_KEY=str(self.folder.trail_key),
        )
        worker = building.surroundings(
            self.folder, self.database,
            SAMVERKAN_WORKER_DSN=self.database.as_role(roles.WORKER),
        )  # fmt: skip
        return Service(self.listen, web, sequencer, worker)


def address(listen: Listen) -> str:
    """What to open in a browser on this machine."""
    host = "localhost" if listen.host in {*LOCAL, *EVERYWHERE} else listen.host
    return f"http://{host}:{listen.port}"


def _answers_to(host: str) -> list[str]:
    names = [*LOCAL]
    if host in EVERYWHERE:
        names += [socket.gethostname(), socket.getfqdn()]
        names += [info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]  # type: ignore[misc]
    else:
        names.append(host)
    return list(dict.fromkeys(names))


def _refuse_taken(listen: Listen) -> None:
    family = socket.AF_INET6 if ":" in listen.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((listen.host, listen.port))
        except OSError as taken:
            raise PortTaken(listen.port) from taken
