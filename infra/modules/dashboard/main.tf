locals {
  namespace = "Pairmill"

  ours = { for metric in ["pairs", "seconds", "bytes", "dollars"] : metric => [[{
    expression = "SEARCH('{${local.namespace},stage,outcome} MetricName=\"${metric}\"', 'Sum', 300)"
  }]] }

  graphs = [
    { title = "Messages waiting", stat = "Maximum", metrics = [for q in values(var.queues) : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", q.name]] },
    { title = "Oldest message, seconds", stat = "Maximum", metrics = [for q in values(var.queues) : ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", q.name]] },
    { title = "Dead letters", stat = "Maximum", metrics = [for q in values(var.queues) : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", q.dead]] },
    { title = "Calls at once", stat = "Maximum", metrics = [for f in var.functions : ["AWS/Lambda", "ConcurrentExecutions", "FunctionName", f]] },
    { title = "Failed calls", stat = "Sum", metrics = [for f in var.functions : ["AWS/Lambda", "Errors", "FunctionName", f]] },
    { title = "Longest call, milliseconds", stat = "Maximum", metrics = [for f in var.functions : ["AWS/Lambda", "Duration", "FunctionName", f]] },
    { title = "Pairs", stat = "Sum", metrics = local.ours.pairs },
    { title = "Bytes", stat = "Sum", metrics = local.ours.bytes },
    { title = "Seconds of work", stat = "Sum", metrics = local.ours.seconds },
    { title = "Dollars, estimated", stat = "Sum", metrics = local.ours.dollars },
    { title = "Pairs refused by robots.txt", stat = "Sum", metrics = [[local.namespace, "robots"]] },
  ]
}

# What robots.txt refused: the line of metrics that each download writes says how many pairs went for which reason.
resource "aws_cloudwatch_log_metric_filter" "robots" {
  for_each       = toset(["ROBOTS_DISALLOWED", "ROBOTS_UNREACHABLE"])
  name           = "${var.name}-${lower(each.key)}"
  log_group_name = var.download_log
  pattern        = "{ $.refused.${each.key} = * }"
  metric_transformation {
    namespace = local.namespace
    name      = "robots"
    value     = "$.refused.${each.key}"
  }
}

resource "aws_cloudwatch_metric_alarm" "robots" {
  alarm_name          = "${var.name}-robots-refuse"
  alarm_description   = "For an hour, robots.txt refused more than a quarter of the pairs that were to be downloaded: is our name blocked?"
  evaluation_periods  = 2
  threshold           = 25
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  metric_query {
    id          = "share"
    label       = "refused by robots.txt, %"
    expression  = "100 * robots / (kept + refused)"
    return_data = true
  }
  metric_query {
    id = "robots"
    metric {
      namespace   = local.namespace
      metric_name = "robots"
      stat        = "Sum"
      period      = 1800
    }
  }
  dynamic "metric_query" {
    for_each = toset(["kept", "refused"])
    content {
      id = metric_query.key
      metric {
        namespace   = local.namespace
        metric_name = "pairs"
        dimensions  = { stage = "download", outcome = metric_query.key }
        stat        = "Sum"
        period      = 1800
      }
    }
  }
}

# LAION kept 11.7 % of what it asked for. Far more or far less is a broken stage or a broken model, not a different web.
resource "aws_cloudwatch_metric_alarm" "kept" {
  count               = var.scored ? 1 : 0
  alarm_name          = "${var.name}-kept-ratio"
  alarm_description   = "Over six hours, of the pairs that were to be downloaded less than 8 % or more than 16 % were kept by the scorer."
  evaluation_periods  = 1
  threshold           = 4
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  metric_query {
    id          = "off"
    label       = "distance of the kept ratio from 12 %, in points"
    expression  = "ABS(100 * scored / (kept + refused) - 12)"
    return_data = true
  }
  dynamic "metric_query" {
    for_each = {
      kept    = { stage = "download", outcome = "kept" }
      refused = { stage = "download", outcome = "refused" }
      scored  = { stage = "score", outcome = "kept" }
    }
    content {
      id = metric_query.key
      metric {
        namespace   = local.namespace
        metric_name = "pairs"
        dimensions  = metric_query.value
        stat        = "Sum"
        period      = 21600
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "spend" {
  alarm_name          = "${var.name}-spends"
  alarm_description   = "By their own estimate, the stages spent more than ${var.hourly_dollars} dollars in an hour."
  evaluation_periods  = 1
  threshold           = var.hourly_dollars
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  metric_query {
    id          = "dollars"
    label       = "dollars an hour"
    expression  = "SELECT SUM(dollars) FROM \"${local.namespace}\""
    period      = 3600
    return_data = true
  }
}

resource "aws_cloudwatch_dashboard" "own" {
  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [for n, graph in local.graphs : {
      type   = "metric"
      x      = n % 3 * 8
      y      = floor(n / 3) * 6
      width  = 8
      height = 6
      properties = {
        title   = graph.title
        metrics = graph.metrics
        stat    = graph.stat
        period  = 300
        region  = var.region
      }
    }]
  })
}
