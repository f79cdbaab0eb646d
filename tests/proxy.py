"""A relay between client and server on the loopback that misbehaves as networks do."""

import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from demo.servers import HOST


class Proxy:
    """Passes bytes on, until told to freeze what is open, to close it one way, or to be slow."""

    def __init__(self, to: int) -> None:
        self._to, self._dice = to, random.Random(to)  # noqa: S311 - how pieces are cut, no secret
        self._door = socket.create_server((HOST, 0))
        self.port = int(self._door.getsockname()[1])
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._frozen: set[socket.socket] = set()
        self.slow = False
        """Whether answers trickle in pieces of a few letters, each after a moment."""
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def opened(self) -> int:
        """How many connections there have been."""
        return len(self._pairs)

    def freeze(self) -> None:
        """Pass nothing on any more of what is open now, and keep it open: a router forgot us."""
        for pair in self._pairs:
            self._frozen.update(pair)

    def half_close(self, *, towards_client: bool) -> None:
        """Send a FIN one way on everything open now; the other way stays open."""
        for client, server in self._pairs:
            with suppress(OSError):
                (client if towards_client else server).shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """End everything."""
        for one in (self._door, *(end for pair in self._pairs for end in pair)):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            try:
                server = socket.create_connection((HOST, self._to), timeout=5)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            self._pairs.append((client, server))
            threading.Thread(target=self._pump, args=(client, server), daemon=True).start()
            threading.Thread(
                target=self._pump, args=(server, client), kwargs={"answers": True}, daemon=True
            ).start()

    def _pump(self, from_: socket.socket, to: socket.socket, *, answers: bool = False) -> None:
        with suppress(OSError):
            while data := from_.recv(65536):
                if from_ in self._frozen:
                    continue
                for piece in self._pieces(data) if answers and self.slow else [data]:
                    to.sendall(piece)
        if from_ not in self._frozen:
            with suppress(OSError):
                to.shutdown(socket.SHUT_WR)

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        at = 0
        while at < len(data):
            length = self._dice.randrange(1, 400)
            time.sleep(0.002)
            yield data[at : at + length]
            at += length


@contextmanager
def proxied(to: int) -> Iterator[Proxy]:
    """Run a proxy to a port of this machine."""
    proxy = Proxy(to)
    try:
        yield proxy
    finally:
        proxy.close()
