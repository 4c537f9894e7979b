"""Stands between the deployment and the emulator: notes what each role asks for, and fails some of it on request.

Who asks is told by the user agent, as in CloudTrail: AWS_SDK_UA_APP_ID names the role.
"""

import fnmatch
import http.client
import http.server
import json
import random
import re
import threading
import urllib.parse

ROLE = re.compile(r"app/([a-z0-9-]+-(?:extract|dataset|download|scorer))\b")
READS = 40  # times as rare as faults of what writes
SINGLE = {"SendMessageBatch": "SendMessage", "DeleteMessageBatch": "DeleteMessage", "ChangeMessageVisibilityBatch": "ChangeMessageVisibility"}
HOP = {"connection", "transfer-encoding", "keep-alive", "content-length"}
REFUSAL = b'{"__type": "com.amazonaws.sqs#InjectedFault", "message": "a fault of this test"}'


class Proxy(http.server.ThreadingHTTPServer):
    """Serves on a port of its own.

    `faults` is the share of the roles' writing requests that fail, half of them after their effect. Of those that read, one
    in READS as many does: a plan of many archives reads hundreds of objects, and would hardly ever come to its end.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port):
        super().__init__(("127.0.0.1", 0), Handler)
        self.port, self.faults, self.failed = port, 0.0, 0
        self.random, self.lock, self.calls = random.Random(), threading.Lock(), set()

    def start(self, seed=None, faults=0.0):
        self.random.seed(seed)
        self.faults = faults
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server_port}"

    def fault(self, reads):
        """None, or when it comes: before or after the effect."""
        with self.lock:
            if self.random.random() >= (self.faults / READS if reads else self.faults):
                return None
            self.failed += 1
            return self.random.choice(("before", "after"))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        role = ROLE.search(self.headers.get("User-Agent", ""))
        fault = None
        if role:
            for action, resource in actions(self.command, self.path, self.headers, body):
                self.server.calls.add((role[1], action, resource))
            fault = self.server.fault(self.command in ("GET", "HEAD"))
        if fault == "before":
            return self.give(400, [("Content-Type", "application/x-amz-json-1.0")], REFUSAL)
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=120)
        try:
            upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in HOP - {"content-length"}:
                    upstream.putheader(name, value)
            upstream.endheaders(body)
            answer = upstream.getresponse()
            content = answer.read()
            if fault == "after":
                return self.give(400, [("Content-Type", "application/x-amz-json-1.0")], REFUSAL)
            self.give(answer.status, answer.getheaders(), content, answer.getheader("Content-Length"))
        finally:
            upstream.close()

    def give(self, status, headers, content, length=None):
        head = self.command == "HEAD"
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", (length or "0") if head else str(len(content)))
        self.end_headers()
        if not head:
            self.wfile.write(content)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = answer

    def log_message(self, *args):
        pass


def actions(method, target, headers, body):
    """What a request needs to be allowed: (action, resource), as IAM names them."""
    if "X-Amz-Target" in headers:
        service, operation = headers["X-Amz-Target"].split(".")
        if service == "AmazonSQS":
            queue = json.loads(body)["QueueUrl"].rsplit("/", 1)[1]
            return [(f"sqs:{SINGLE.get(operation, operation)}", f"arn:aws:sqs:*:*:{queue}")]
        return [(f"{service}:{operation}", "*")]
    url = urllib.parse.urlsplit(target)
    bucket, _, key = urllib.parse.unquote(url.path)[1:].partition("/")
    query = urllib.parse.parse_qs(url.query, keep_blank_values=True)
    if not key:
        return [("s3:ListBucket" if method == "GET" else f"s3:{method}Bucket", f"arn:aws:s3:::{bucket}")]
    resource = f"arn:aws:s3:::{bucket}/{key}"
    if method in ("GET", "HEAD"):
        return [("s3:GetObject", resource)]
    if method == "DELETE":
        return [("s3:AbortMultipartUpload" if "uploadId" in query else "s3:DeleteObject", resource)]
    tagged = [("s3:PutObjectTagging", resource)] if "x-amz-tagging" in headers else []
    return [("s3:PutObject", resource), *tagged]


def forbidden(calls, permissions):
    """The calls that no permission of their role covers. Accounts and regions of ARNs are the emulator's, and not compared."""
    found = []
    for role, action, resource in sorted(calls):
        asked = plain(resource)
        if not any(
            action in statement["actions"] and any(fnmatch.fnmatchcase(asked, plain(one)) for one in statement["resources"])
            for statement in permissions.get(role, [])
        ):
            found.append((role, action, resource))
    return found


def plain(arn):
    parts = arn.split(":", 5)
    return ":".join([*parts[:3], "", "", parts[5]]) if len(parts) == 6 else arn
