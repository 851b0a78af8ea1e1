"""An open-loop client of a few threads with keep-alive connections: sends at a fixed rate and keeps when each request was due and how long it took.

The time is counted from when a request was due, so a stall is felt by all requests that it held up (no coordinated omission)."""
import socket
import threading
import time


class Sample:
    __slots__ = ("due", "took", "status")

    def __init__(self, due, took, status):
        self.due, self.took, self.status = due, took, status


class Client(threading.Thread):
    def __init__(self, port, request, every, offset, until, samples):
        super().__init__(daemon=True)
        self.port, self.request, self.every, self.offset, self.until, self.samples = port, request, every, offset, until, samples

    def run(self):
        connection, start, number = None, time.monotonic() + self.offset, 0
        while (due := start + number * self.every) < self.until:
            number += 1
            time.sleep(max(0, due - time.monotonic()))
            status = 0
            try:
                if connection is None:
                    connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                connection.sendall(self.request)
                status = read_answer(connection)
            except OSError:
                if connection is not None:
                    connection.close()
                connection = None
            self.samples.append(Sample(due, time.monotonic() - due, status))


def read_answer(connection):
    buffer = b""
    while b"\r\n\r\n" not in buffer:
        part = connection.recv(65536)
        if not part:
            raise OSError("closed")
        buffer += part
    head, rest = buffer.split(b"\r\n\r\n", 1)
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    while len(rest) < length:
        part = connection.recv(65536)
        if not part:
            raise OSError("closed")
        rest += part
    return int(head.split(b" ", 2)[1])


def get(path, token):
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n".encode()


def run(port, requests, rate, seconds, threads=8):
    """Blocks for the seconds; gives the samples, in no order."""
    samples, until = [], time.monotonic() + seconds
    clients = [Client(port, requests[i % len(requests)], threads / rate, i / rate, until, samples) for i in range(threads)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return samples


def at(values, quantile):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * quantile))]
