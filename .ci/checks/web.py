"""A web of pictures on loopback, for the checks."""

import contextlib
import http.server
import threading


@contextlib.contextmanager
def web(bodies, hosts=("127.0.0.1",)):
    """Serves bodies by path at each of the addresses, and gives the port; what is not among them is missing."""

    class Pictures(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            body = bodies.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "image/png" if body else "text/plain")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args):
            pass

    port = 0
    with contextlib.ExitStack() as servers:
        for host in hosts:
            server = servers.enter_context(http.server.ThreadingHTTPServer((host, port), Pictures))
            servers.callback(server.shutdown)
            port = server.server_port
            threading.Thread(target=server.serve_forever, daemon=True).start()
        yield port
