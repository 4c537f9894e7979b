"""Runs archives through the deployment on an emulator of AWS, and through `pairmill run`, and compares the datasets.

Called by localstack/e2e, in the emulator's Python, which has botocore and duckdb.
"""

import argparse
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from commands import CREDENTIALS, ENDPOINT, PATIENCE, PORT, ROOT, Failed, command, pairmill, say
from compare import differences, refused
from deployed import BUCKET, RUN, Deployment
from inputs import HOSTS, drawn, many, pictures, staged
from left import held
from proxy import Proxy, forbidden
from web import web

HERE = ROOT / "localstack"
BUCKETS = "16"  # as many as `pairmill run` has: they stand in the keys of samples
DOUBLE = ROOT / "models" / "clip-test-double"
FAULTS = 0.02  # of what writes: about a tenth of all deliveries fail


@contextlib.contextmanager
def scorer(document, endpoint, work):
    """The scorer as a process: the emulator runs no containers."""
    environment = {
        **os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": endpoint, "PAIRMILL_BUCKET": BUCKET, "PAIRMILL_MODEL": str(DOUBLE), "PAIRMILL_MODELS": str(ROOT / "models"),
        "PAIRMILL_DEVICE": "cpu", "PAIRMILL_QUEUES_SCORE": document["queues"]["score"],
        "PAIRMILL_QUEUES_DATASET": document["queues"]["dataset"], "AWS_SDK_UA_APP_ID": "pairmill-scorer", "QUARKUS_HTTP_PORT": "0"}
    jar = ROOT / "functions" / "scorer" / "target" / "quarkus-app" / "quarkus-run.jar"
    java = pathlib.Path(command("bash", "-c", f". {ROOT}/.mvn/choose-jdk.sh && echo $JAVA_HOME").strip()) / "bin" / "java"
    with (work / "scorer.log").open("w") as log:
        process = subprocess.Popen(
            [java, "--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-jar", jar], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        if process.wait(timeout=130) != 0:
            say(f"the scorer ended with {process.returncode}: {(work / 'scorer.log').read_text()[-2000:]}")


def chosen(options, folder, opened):
    """The archives of the run, and its flags. A web that they need is opened, and closed with `opened`."""
    own_pictures = ["--images", "archive", "--rules", "default", "--scorer", "none"]
    if options.archives:
        return staged(options.archives, folder), own_pictures
    if options.faults is not None:
        return many(folder), own_pictures
    served = pictures()
    port = opened.enter_context(web(served, HOSTS))
    return drawn(folder, served, port), ["--images", "web", "--rules", "default", "--scorer", DOUBLE]


def run(options, work, opened):
    archives = work / "archives"
    archives.mkdir()
    inputs, flags = chosen(options, archives, opened)
    scored = DOUBLE in flags
    started = time.monotonic()
    say("deploying")
    if scored:
        command(ROOT / "functions" / "package", "scorer", seconds=1800)
    proxy = Proxy(int(PORT))
    endpoint = proxy.start(options.faults, 0 if options.faults is None else FAULTS)
    # The last word wins: the functions, and Terraform, go through the proxy.
    command(HERE / "up", "-var", f"scorer={'true' if scored else 'false'}", "-var", f"endpoint={endpoint}", seconds=1800)
    deployment = Deployment()
    say(f"deployed in {time.monotonic() - started:.0f} s; {len(inputs)} archives")
    stands(work)
    configure = ["configure", "--store", f"s3://{BUCKET}", "--buckets", BUCKETS, *flags]
    if options.faults is None:
        pairmill(*configure)
    else:
        before_it_is_configured(deployment, inputs[:2], configure)
    begun = time.monotonic()
    with scorer(deployment.document, endpoint, work) if scored else contextlib.nullcontext():
        deployment.put(inputs)
        pairmill("close", "--store", f"s3://{BUCKET}", RUN)
        deployment.await_published()
        say(f"published {time.monotonic() - begun:.0f} s after the first archive")
        deployment.await_quiet()
        if options.faults is not None:
            say(f"{proxy.failed} requests failed on purpose")
        proxy.faults = 0
        twice(deployment)
    there = deployment.fetch(work / "there")
    say(pairmill("status", "--store", f"s3://{BUCKET}", RUN))
    permitted(proxy.calls)
    rate = ["--host-rate", "0", "--allow-address", "127.0.0.0/8"] if scored else []
    pairmill("run", "--quiet", "--out", work / "here", *flags, *rate, *inputs, expect=(0, 1))
    found = differences(there, work / "here" / "dataset")
    for sentence in found:
        say(f"different: {sentence[:2000]}")
    return {
        "rows": json.loads((there / "manifest.json").read_text())["rows"], "refused": refused(there), "equal": not found,
        "seconds": round(time.monotonic() - started, 1), "dead_letters": deployment.dead()}


def twice(deployment):
    """Delivers every task once more, which changes nothing."""
    held = deployment.objects()
    sent = deployment.deliver_again()
    deployment.await_quiet()
    changed = sorted(key for key, tag in (held.items() ^ deployment.objects().items()) if not key.startswith("unfinished/"))
    if changed:
        raise Failed(f"a second delivery of {sent} tasks changed {changed[:10]}")
    say(f"{sent} tasks delivered again, and nothing changed")


def untold(resource):
    """True where a plan wants to set again what the emulator does not tell: what an alarm watches, tags of what came in parts."""
    change = resource["change"]
    return resource["type"] == "aws_cloudwatch_metric_alarm" or (
        resource["type"] == "aws_s3_object" and change["actions"] == ["update"]
        and all(change["before"].get(name) == value for name, value in change["after"].items() if name != "tags_all"))


def stands(work):
    """Something of each kind was deployed, and a plan would change nothing but what the emulator does not tell."""
    missing = [kind for kind, names in held(ENDPOINT).items() if not names]
    plan = work / "again.plan"
    command(HERE / "terraform", "plan", "-no-color", f"-out={plan}")
    changes = json.loads(command(HERE / "terraform", "show", "-json", plan))["resource_changes"]
    changed = [c["address"] for c in changes if c["change"]["actions"] not in (["no-op"], ["read"]) and not untold(c)]
    if missing or changed:
        raise Failed(f"after apply there are no {missing}, and a plan changes {changed}")


def permitted(calls):
    """Each call that was noted is one that its role may make."""
    undue = forbidden(calls, json.loads(command(HERE / "terraform", "output", "-json", "permissions")))
    if undue or not calls:
        raise Failed(f"{len(undue)} of {len(calls)} calls need what their role may not: {undue[:10]}")
    say(f"{len(calls)} kinds of calls, each permitted to its role")


def before_it_is_configured(deployment, archives, configure):
    """Archives that come too early are set aside, with nothing written, and redriven once it is known what to make of them."""
    deployment.put(archives)
    end = time.monotonic() + PATIENCE
    while deployment.counts("dead")["extract"] != (len(archives), 0):
        if time.monotonic() > end:
            raise Failed(f"not set aside after {PATIENCE} s: {deployment.counts('queues')} {deployment.counts('dead')}")
        time.sleep(1)
    if deployment.keys("runs/"):
        raise Failed(f"half a run: {deployment.keys('runs/')}")
    pairmill(*configure)
    say(pairmill("redrive", "--store", f"s3://{BUCKET}", "extract").strip())


def main():
    parser = argparse.ArgumentParser(
        prog="localstack/e2e", description="Runs archives through the deployment on this machine and through 'pairmill run', and compares.")
    parser.add_argument("archives", metavar="ARCHIVE", nargs="*", type=pathlib.Path, help="a WARC, WAT or ARC file; without any, one is drawn")
    parser.add_argument("--faults", metavar="SEED", type=int, help="fifty drawn archives at once, while one writing request of fifty fails")
    options = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="pairmill-e2e-"))
    result = None
    try:
        with contextlib.ExitStack() as opened:
            result = run(options, work, opened)
    except (Failed, subprocess.TimeoutExpired) as e:
        say(f"localstack/e2e: {e}")
    except KeyboardInterrupt:
        say("localstack/e2e: stopped; taking all down")
    finally:
        try:
            command(HERE / "down", seconds=600)
        except (Failed, subprocess.TimeoutExpired) as e:
            say(f"localstack/e2e: {e}")
            result = None
        shutil.rmtree(work)
    if result is None:
        sys.exit(1)
    print(json.dumps(result))
    sys.exit(0 if result["rows"] > 0 and result["equal"] and result["dead_letters"] == 0 else 1)


if __name__ == "__main__":
    main()
