"""The deployment on the emulator, as one sees it from outside: its bucket and its queues."""

import json
import random
import time
import uuid

from commands import ENDPOINT, PATIENCE, Failed
from left import client

BUCKET = "pairmill-local"
RUN = "e2e"


class Deployment:
    """The deployment on the emulator, as one sees it from outside."""

    def __init__(self):
        self.s3, self.sqs = client("s3", ENDPOINT), client("sqs", ENDPOINT)
        self.document = json.loads(self.read("deployment.json"))

    def read(self, key):
        return self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()

    def objects(self, prefix=""):
        """What the bucket holds, by key, as the hashes that S3 tells."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
        return {row["Key"]: row["ETag"] for page in pages for row in page.get("Contents", [])}

    def keys(self, prefix):
        return list(self.objects(prefix))

    def send(self, role, body, group="again"):
        # What has no queue of its own is the dataset's: plan and publish, and score where there is no scorer.
        url = self.document["queues"].get(role) or self.document["queues"]["dataset"]
        fifo = {"MessageGroupId": group, "MessageDeduplicationId": uuid.uuid4().hex} if url.endswith(".fifo") else {}
        self.sqs.send_message(QueueUrl=url, MessageBody=json.dumps(body), **fifo)

    def deliver_again(self, run=RUN):
        """Sends every task of a run once more, in another order than they came."""
        tasks = [{"task": "publish", "run": run}, {"task": "plan", "run": run}]
        for key in self.keys(f"runs/{run}/"):
            if key.endswith("stats.json"):
                tasks += json.loads(self.read(key))["next"]
        tasks += [{"task": "extract", "run": run, "input": row["name"]} for row in json.loads(self.read(f"runs/{run}/inputs.json"))]
        tasks = list({json.dumps(task, sort_keys=True): task for task in tasks}.values())
        random.Random(len(tasks)).shuffle(tasks)
        for task in tasks:
            self.send(task["task"], task)
        return len(tasks)

    def put(self, archives, run=RUN):
        for archive in archives:
            with archive.open("rb") as body:
                self.s3.put_object(Bucket=BUCKET, Key=f"incoming/{run}/{archive.name}", Body=body)

    def counts(self, kind):
        """Messages waiting and in flight, of the queues or of their dead letters."""
        total = {}
        for role, url in self.document[kind].items():
            got = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
            total[role] = (int(got["ApproximateNumberOfMessages"]), int(got["ApproximateNumberOfMessagesNotVisible"]))
        return total

    def dead(self):
        return sum(waiting + flying for waiting, flying in self.counts("dead").values())

    def published(self, run=RUN):
        return f"runs/{run}/dataset/manifest.json" in self.keys(f"runs/{run}/dataset/manifest.json")

    def await_published(self, run=RUN, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while not self.published(run):
            if self.dead():
                raise Failed(f"dead letters: {self.counts('dead')}")
            if time.monotonic() > end:
                raise Failed(f"not published after {seconds} s: {self.counts('queues')}, {len(self.keys(f'runs/{run}/'))} objects")
            time.sleep(1)

    def await_quiet(self, seconds=120):
        """Nothing waits and nothing is in flight."""
        end = time.monotonic() + seconds
        while any(sum(count) for count in self.counts("queues").values()):
            if time.monotonic() > end:
                raise Failed(f"messages are left: {self.counts('queues')}")
            time.sleep(1)

    def fetch(self, folder, run=RUN):
        prefix = f"runs/{run}/dataset/"
        for key in self.keys(prefix):
            path = folder / key[len(prefix):]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.read(key))
        return folder
