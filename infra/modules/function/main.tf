locals {
  log_group = "/aws/lambda/${var.name}"
  # The log group's name is enough to write the policy; its streams have names that the service makes up.
  permissions = concat(var.permissions, [{
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${var.logs_arn_prefix}:log-group:${local.log_group}:log-stream:*"]
  }])
}

resource "aws_cloudwatch_log_group" "own" {
  name              = local.log_group
  retention_in_days = var.log_days
}

resource "aws_iam_role" "own" {
  name = var.name
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "own" {
  name = "own"
  role = aws_iam_role.own.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for p in local.permissions : { Effect = "Allow", Action = p.actions, Resource = p.resources }]
  })
}

resource "aws_lambda_function" "own" {
  function_name                  = var.name
  role                           = aws_iam_role.own.arn
  runtime                        = "provided.al2023"
  architectures                  = ["x86_64"]
  handler                        = "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest"
  s3_bucket                      = var.package.bucket
  s3_key                         = var.package.key
  source_code_hash               = var.package.sha256
  timeout                        = var.timeout_seconds
  memory_size                    = var.memory_mb
  reserved_concurrent_executions = var.concurrency
  ephemeral_storage {
    size = var.storage_mb
  }
  environment {
    variables = var.environment
  }
  depends_on = [aws_cloudwatch_log_group.own, aws_iam_role_policy.own]
}

# A function hands what is left to itself as a further message, which AWS takes for a runaway loop after 16 rounds. Its own bound
# is the `part` of a task.
resource "aws_lambda_function_recursion_config" "own" {
  function_name  = aws_lambda_function.own.function_name
  recursive_loop = "Allow"
}

# SQS keeps what the answer names as failed, and deletes the rest.
resource "aws_lambda_event_source_mapping" "own" {
  event_source_arn        = var.queue_arn
  function_name           = aws_lambda_function.own.function_name
  enabled                 = var.enabled
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]
  scaling_config {
    maximum_concurrency = var.concurrency
  }
  depends_on = [aws_lambda_function_recursion_config.own]
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "${var.name}-fails"
  alarm_description   = "More than 5 % of the calls of ${var.name} failed for a quarter of an hour. What failed is in ${local.log_group}."
  evaluation_periods  = 3
  threshold           = 5
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  metric_query {
    id          = "rate"
    label       = "failed calls, %"
    expression  = "100 * errors / calls"
    return_data = true
  }
  dynamic "metric_query" {
    for_each = { calls = "Invocations", errors = "Errors" }
    content {
      id = metric_query.key
      metric {
        namespace   = "AWS/Lambda"
        metric_name = metric_query.value
        dimensions  = { FunctionName = var.name }
        stat        = "Sum"
        period      = 300
      }
    }
  }
}
