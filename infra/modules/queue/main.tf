locals {
  fifo     = endswith(var.name, ".fifo")
  dead     = replace(var.name, "/([.]fifo)?$/", "-dead$1")
  arn      = "${var.arn_prefix}:${var.name}"
  dead_arn = "${var.arn_prefix}:${local.dead}"

  # Names are enough to write the policies, so that neither waits for its queue.
  tls_only = {
    for name, arn in { own = local.arn, dead = local.dead_arn } : name => {
      Sid                  = "TlsOnly"
      Effect               = "Deny"
      Principal            = "*"
      Action               = "sqs:*"
      Resource             = arn
      Condition            = { Bool = { "aws:SecureTransport" = "false" } }
    }
  }
  senders = [
    for service, source_arn in var.senders : {
      Sid       = "Sender${title(split(".", service)[0])}"
      Effect    = "Allow"
      Principal = { Service = service }
      Action    = "sqs:SendMessage"
      Resource  = local.arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = source_arn }
        StringEquals = { "aws:SourceAccount" = var.account }
      }
    }
  ]
}

resource "aws_sqs_queue" "own" {
  name                        = var.name
  fifo_queue                  = local.fifo
  content_based_deduplication = local.fifo ? true : null
  # A limit per group, not 300 calls a second for all of them.
  deduplication_scope        = local.fifo ? "messageGroup" : null
  fifo_throughput_limit      = local.fifo ? "perMessageGroupId" : null
  visibility_timeout_seconds = var.visibility_seconds
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true
  policy                     = jsonencode({ Version = "2012-10-17", Statement = concat([local.tls_only.own], local.senders) })
}

# What five deliveries did not get done. The dead-letter queue of a FIFO queue must be one as well.
resource "aws_sqs_queue" "dead" {
  name                        = local.dead
  fifo_queue                  = local.fifo
  content_based_deduplication = local.fifo ? true : null
  message_retention_seconds   = 1209600
  sqs_managed_sse_enabled     = true
  policy                      = jsonencode({ Version = "2012-10-17", Statement = [local.tls_only.dead] })
}

# Resources of their own, so that both queues are made at the same time.
resource "aws_sqs_queue_redrive_policy" "own" {
  queue_url      = aws_sqs_queue.own.url
  redrive_policy = jsonencode({ deadLetterTargetArn = local.dead_arn, maxReceiveCount = 5 })
  depends_on     = [aws_sqs_queue.dead]
}

resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  queue_url            = aws_sqs_queue.dead.url
  redrive_allow_policy = jsonencode({ redrivePermission = "byQueue", sourceQueueArns = [local.arn] })
  depends_on           = [aws_sqs_queue.own]
}

resource "aws_cloudwatch_metric_alarm" "dead" {
  alarm_name          = "${local.dead}-not-empty"
  alarm_description   = "Messages of ${var.name} failed five times. `pairmill redrive` sends them back once the cause is gone."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = local.dead }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "age" {
  alarm_name          = "${var.name}-waits"
  alarm_description   = "The oldest message of ${var.name} waits for more than a day: it is lost after fourteen."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = var.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 3
  threshold           = 86400
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
}
