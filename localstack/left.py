"""Says what an emulator holds, and fails if that is anything: python left.py ENDPOINT"""

import json
import sys

import botocore.session


def client(service, endpoint):
    """Who asks a service of the emulator."""
    return botocore.session.get_session().create_client(
        service, region_name="us-east-1", endpoint_url=endpoint, aws_access_key_id="test", aws_secret_access_key="test")


def held(endpoint):
    """Names of what the emulator holds, by kind."""

    def ask(service, question, key, name=None):
        found = getattr(client(service, endpoint), question)().get(key, [])
        return [one[name] for one in found] if name else found

    return {
        "queues": ask("sqs", "list_queues", "QueueUrls"),
        "functions": ask("lambda", "list_functions", "Functions", "FunctionName"),
        "mappings": ask("lambda", "list_event_source_mappings", "EventSourceMappings", "UUID"),
        "buckets": ask("s3", "list_buckets", "Buckets", "Name"),
        "rules": ask("events", "list_rules", "Rules", "Name"),
        "log groups": ask("logs", "describe_log_groups", "logGroups", "logGroupName"),
        "metric filters": ask("logs", "describe_metric_filters", "metricFilters", "filterName"),
        "roles": ask("iam", "list_roles", "Roles", "RoleName"),
        "alarms": ask("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
        "dashboards": ask("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"),
        "topics": ask("sns", "list_topics", "Topics", "TopicArn"),
    }


if __name__ == "__main__":
    left = {kind: names for kind, names in held(sys.argv[1]).items() if names}
    if left:
        sys.exit(f"left on {sys.argv[1]}: {json.dumps(left)}")
