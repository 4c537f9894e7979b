"""A Dockerfile, tried without an engine: what it copies is enough to start, as whom and where it says.

    python3 dockerfile.py functions/scorer WORK JAVA ENDPOINT
    python3 dockerfile.py functions/explorer WORK JAVA ENDPOINT DATASET

Puts what the Dockerfile of FOLDER copies, and nothing else, into a folder of WORK, takes the right to write there away,
and starts the entry point as a process: as the user of the image, where this one may, with paths of the image mapped into
that folder, with the java at JAVA for that of the image. The scorer gets the test double for its model; the explorer shows
what stands in the folder DATASET, which is put into a bucket. It has to become ready against the emulator at ENDPOINT, pass
its own health check, end on SIGTERM as it should, and write beside its scratch folder nothing. FOLDER/target has to hold what is built, and everybody has to be let into WORK.
"""

import json
import os
import pathlib
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import typing
import urllib.error
import urllib.parse
import urllib.request

from dataset import Broken

PATIENCE_SECONDS = 120
SITE = "pairs.example.org"


class Door(typing.NamedTuple):
    """What the image of a program has to be like."""
    base: str  # a pattern
    said: str
    port: str
    ready: str  # where it says so
    refused: tuple  # instructions that it needs not
    volumes: tuple
    end: int  # exit code on SIGTERM


DOORS = {
    "scorer": Door(r"nvidia/cuda:12\.[0-9.]+-cudnn-runtime-\S+", "a pinned runtime of CUDA 12", "8080", "/q/health/ready",
                   ("ADD", "VOLUME", "RUN", "CMD"), (), 0),
    # Fargate gives a volume to others than root only where the image declares it.
    "explorer": Door(r"eclipse-temurin:25-jre-\S+", "a JRE 25", "7750", "/-/health", ("ADD", "RUN", "CMD"), ('["/tmp"]',), 143),
}


def instructions(text):
    """The (word, arguments) of a Dockerfile, lines that go on joined and comments left out."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, arguments = line.strip().partition(" ")
            yield word.upper(), arguments.strip()


def last_stage(found):
    """What makes the image itself."""
    start = max(i for i, (word, _) in enumerate(found) if word == "FROM")
    return found[start:]


def only(found, word):
    """The arguments of an instruction that has to be there once."""
    all_of_it = [arguments for name, arguments in found if name == word]
    if len(all_of_it) != 1:
        raise Broken(f"{word} is there {len(all_of_it)} times, not once")
    return all_of_it[0]


def exec_form(arguments, what):
    """The words of a command that no shell reads."""
    try:
        words = json.loads(arguments)
    except json.JSONDecodeError:
        words = None
    if not isinstance(words, list) or not words:
        raise Broken(f"{what} is not in exec form: {arguments}")
    return words


def checked(found, door=DOORS["scorer"]):
    """(user, copies, environment, entry point, health check) of an image that keeps the house rules."""
    stage = last_stage(found)
    base = stage[0][1]
    if not re.fullmatch(door.base, base):
        raise Broken(f"not on {door.said}: {base}")
    user = re.fullmatch(r"([1-9][0-9]*):[1-9][0-9]*", only(stage, "USER"))
    if not user:
        raise Broken(f"USER must be numbers, and not root: {only(stage, 'USER')}")
    if only(stage, "EXPOSE") != door.port:
        raise Broken(f"exposes {only(stage, 'EXPOSE')}, not {door.port}")
    if [word for word, _ in stage if word in door.refused]:
        raise Broken(f"the image needs no {', '.join(door.refused)}")
    if tuple(arguments for word, arguments in stage if word == "VOLUME") != door.volumes:
        raise Broken(f"volumes must be {door.volumes}")
    entry = exec_form(only(stage, "ENTRYPOINT"), "ENTRYPOINT")
    if "--enable-native-access=ALL-UNNAMED" not in entry:
        raise Broken("native libraries need --enable-native-access")
    health = only(stage, "HEALTHCHECK")
    copies = [shlex.split(arguments) for word, arguments in stage if word == "COPY"]
    own = [copy for copy in copies if not copy[0].startswith("--")]
    environment = dict(pair.split("=", 1) for word, arguments in stage if word == "ENV" for pair in shlex.split(arguments))
    return int(user.group(1)), own, environment, entry, exec_form(health[health.index("CMD") + 3:].strip(), "HEALTHCHECK")


def assemble(folder, copies, image):
    """Copies as COPY does: the contents of a folder, or a file into a folder."""
    for source, target in copies:
        if not (folder / source).exists():
            raise Broken(f"COPY {source}: there is no {folder / source}")
        place = image / target.lstrip("/")
        if (folder / source).is_dir():
            shutil.copytree(folder / source, place, dirs_exist_ok=True)
        else:
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / source, place)


def assemble_scorer(folder, copies, image):
    """With the test double among its models."""
    models = folder / "target" / "models"
    made = not models.exists()
    try:
        if made:  # nobody fetched any
            models.mkdir(parents=True)
        assemble(folder, copies, image)
    finally:
        if made:
            models.rmdir()
    double = folder.parent.parent / "models" / "clip-test-double"
    shutil.copytree(double, image / "opt/pairmill/models/clip-test-double", dirs_exist_ok=True)


def writable(image, allowed):
    for path in [image, *image.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200 if allowed else path.stat().st_mode & ~0o222)


def contents(image):
    return sorted(str(path) for path in image.rglob("*"))


def emulated(endpoint, **parameters):
    """Asks for something of SQS by its query protocol."""
    body = urllib.parse.urlencode({**parameters, "Version": "2012-11-05"}).encode()
    authority = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0"
    request = urllib.request.Request(endpoint, body, {"Authorization": authority})
    return urllib.request.urlopen(request, timeout=30).read().decode()


def queue(endpoint, name):
    return re.search(r"<QueueUrl>(.*?)</QueueUrl>", emulated(endpoint, Action="CreateQueue", QueueName=name)).group(1)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return str(s.getsockname()[1])


def status(url, **headers):
    try:
        return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5).status
    except urllib.error.HTTPError as e:
        return e.code
    except OSError:
        return 0


def put(endpoint, bucket, key, body=b""):
    authority = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
    address = f"{endpoint}/{bucket}" + (f"/{key}" if key else "")
    urllib.request.urlopen(urllib.request.Request(address, body, {"Authorization": authority}, method="PUT"), timeout=30).close()


def scoring(endpoint, port):
    """(settings, arguments) of a scorer that has nothing to do."""
    return {
        "PAIRMILL_BUCKET": "layout",
        "PAIRMILL_QUEUES_SCORE": queue(endpoint, f"layout-score-{port}"),
        "PAIRMILL_QUEUES_DATASET": queue(endpoint, f"layout-dataset-{port}"),
        "PAIRMILL_MODEL": "clip-test-double",
        "PAIRMILL_DEVICE": "cpu",
        "QUARKUS_HTTP_PORT": port,
    }, []


def exploring(endpoint, port, dataset):
    """(settings, arguments) of an explorer of a dataset in a bucket."""
    bucket = f"layout-{port}"
    put(endpoint, bucket, "")
    for path in sorted(dataset.rglob("*")):
        if path.is_file():
            put(endpoint, bucket, f"runs/layout/dataset/{path.relative_to(dataset)}", path.read_bytes())
    return {}, [f"s3://{bucket}/runs/layout", "--name", SITE, "--port", port]


def start(image, scratch, user, entry, environment, java, told, endpoint):
    """The entry point as a process: java of this machine, paths of the image in its folder."""
    def mapped(text):
        return re.sub("(^|=)/tmp", lambda found: f"{found.group(1)}{scratch}", text).replace("/opt/pairmill", f"{image}/opt/pairmill")

    settings, arguments = told
    settings = {name: mapped(value) for name, value in environment.items()} | settings
    settings |= {"AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": endpoint, "HOME": str(scratch)}
    with open(scratch / "log", "wb") as log:
        command = [java, *map(mapped, entry[1:]), *arguments]
        may = {"user": user, "group": user, "extra_groups": []} if os.getuid() == 0 else {}
        return subprocess.Popen(command, cwd=scratch, env=settings, stdout=log, stderr=log, **may)


def try_out(door, scratch, process, health, port):
    end = time.monotonic() + PATIENCE_SECONDS
    while status(f"http://127.0.0.1:{port}{door.ready}") != 200:
        if process.poll() is not None or time.monotonic() > end:
            raise Broken(f"it does not become ready:\n{(scratch / 'log').read_text()[-3000:]}")
        time.sleep(0.2)
    probe = [word.replace(f"/{door.port} ", f"/{port} ") for word in health]
    if subprocess.run(probe, timeout=30).returncode != 0:
        raise Broken("it is ready, but fails its own health check")
    if door is DOORS["explorer"]:
        for host, code in ((SITE, 200), ("evil.example", 421)):
            if status(f"http://127.0.0.1:{port}/images.json", Host=host) != code:
                raise Broken(f"called {host}, it does not answer {code}")
    process.terminate()
    code = process.wait(timeout=30)
    if code != door.end:
        raise Broken(f"ended with {code} on SIGTERM:\n{(scratch / 'log').read_text()[-3000:]}")
    if subprocess.run(probe, timeout=30, stderr=subprocess.DEVNULL).returncode == 0:
        raise Broken("it has ended, but passes its health check")


def main():
    folder, work, java, endpoint = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    door = DOORS[folder.name]
    user, copies, environment, entry, health = checked(list(instructions((folder / "Dockerfile").read_text())), door)
    if entry[0] != "/opt/java/openjdk/bin/java":
        raise Broken(f"starts {entry[0]}")
    image, scratch = work / "image", work / "scratch"
    image.mkdir(parents=True)
    scratch.mkdir()
    if os.getuid() == 0:
        os.chown(scratch, user, user)
    port = free_port()
    if door is DOORS["scorer"]:
        assemble_scorer(folder, copies, image)
        told = scoring(endpoint, port)
    else:
        assemble(folder, copies, image)
        told = exploring(endpoint, port, pathlib.Path(sys.argv[5]))
    before = contents(image)
    writable(image, False)
    process = start(image.resolve(), scratch.resolve(), user, entry, environment, java, told, endpoint)
    try:
        try_out(door, scratch, process, health, port)
    finally:
        process.kill()
        process.wait()
        writable(image, True)
    if contents(image) != before:
        raise Broken(f"it wrote beside /tmp: {set(contents(image)) ^ set(before)}")
    size = sum(path.stat().st_size for path in image.rglob("*") if path.is_file())
    print(f"{len(before)} files, {size / 1e6:.0f} MB, ready and ended as user {user if os.getuid() == 0 else os.getuid()}")


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(f"broken: {e}")
