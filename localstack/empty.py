"""Removes all objects from a bucket of the emulator: python empty.py ENDPOINT BUCKET

Terraform would do it, but does not end where a key has signs that the emulator lists otherwise than AWS.
"""

import sys

import botocore.exceptions
from left import client

endpoint, bucket = sys.argv[1:]
s3 = client("s3", endpoint)
try:
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for row in page.get("Contents", []):
            s3.delete_object(Bucket=bucket, Key=row["Key"])
except botocore.exceptions.ClientError as e:
    if e.response["Error"]["Code"] != "NoSuchBucket":
        raise
