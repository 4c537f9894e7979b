# While a task is meant to be there, it answers.
resource "aws_cloudwatch_metric_alarm" "down" {
  count               = var.tasks
  alarm_name          = "${var.name}-down"
  alarm_description   = "For an hour, nothing answered at ${var.site}. Why is in ${local.log_group}, or in the service's events."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HealthyHostCount"
  dimensions          = local.dimensions
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 12
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "fails" {
  count               = var.tasks
  alarm_name          = "${var.name}-fails"
  alarm_description   = "More than 5 % of the pages of ${var.site} failed for a quarter of an hour. What failed is in ${local.log_group}."
  evaluation_periods  = 3
  threshold           = 5
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  metric_query {
    id          = "rate"
    label       = "failed pages, %"
    expression  = "100 * FILL(errors, 0) / pages"
    return_data = true
  }
  dynamic "metric_query" {
    for_each = { pages = "RequestCount", errors = "HTTPCode_Target_5XX_Count" }
    content {
      id = metric_query.key
      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = metric_query.value
        dimensions  = local.dimensions
        stat        = "Sum"
        period      = 300
      }
    }
  }
}

locals {
  dimensions = { LoadBalancer = aws_lb.own.arn_suffix, TargetGroup = aws_lb_target_group.own.arn_suffix }
}
