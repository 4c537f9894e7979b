# None while nothing waits. The first task comes when a message does; from then on there is a task for each `backlog` messages.
locals {
  backlog = 20
  # While a task works on the last messages they are in flight: without them it would be stopped.
  queue_metrics = {
    waiting  = "ApproximateNumberOfMessagesVisible"
    inflight = "ApproximateNumberOfMessagesNotVisible"
  }
}

resource "aws_appautoscaling_target" "own" {
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.own.name}/${aws_ecs_service.own.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 0
  max_capacity       = var.instances_max
}

resource "aws_appautoscaling_policy" "first" {
  name               = "first"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.own.service_namespace
  resource_id        = aws_appautoscaling_target.own.resource_id
  scalable_dimension = aws_appautoscaling_target.own.scalable_dimension

  step_scaling_policy_configuration {
    adjustment_type = "ChangeInCapacity"
    cooldown        = 300
    step_adjustment {
      metric_interval_lower_bound = 0
      scaling_adjustment          = 1
    }
  }
}

# Messages wait, and nothing is there to take them.
resource "aws_cloudwatch_metric_alarm" "first" {
  alarm_name          = "${var.name}-first"
  alarm_description   = "Samples wait and no scorer is there: starts one."
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.first.arn]

  metric_query {
    id          = "alone"
    label       = "messages without a scorer"
    expression  = "IF(FILL(instances, 0) > 0, 0, waiting)"
    return_data = true
  }
  metric_query {
    id = "waiting"
    metric {
      namespace   = "AWS/SQS"
      metric_name = local.queue_metrics.waiting
      dimensions  = { QueueName = var.queue_name }
      stat        = "Maximum"
      period      = 60
    }
  }
  metric_query {
    id = "instances"
    metric {
      namespace   = "AWS/AutoScaling"
      metric_name = "GroupInServiceInstances"
      dimensions  = { AutoScalingGroupName = aws_autoscaling_group.own.name }
      stat        = "Maximum"
      period      = 60
    }
  }
}

resource "aws_appautoscaling_policy" "backlog" {
  name               = "backlog"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.own.service_namespace
  resource_id        = aws_appautoscaling_target.own.resource_id
  scalable_dimension = aws_appautoscaling_target.own.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = local.backlog
    scale_in_cooldown  = 600
    scale_out_cooldown = 300

    customized_metric_specification {
      metrics {
        id          = "backlog"
        label       = "messages per task"
        expression  = "(FILL(waiting, 0) + FILL(inflight, 0)) / IF(FILL(tasks, 0) > 1, tasks, 1)"
        return_data = true
      }
      dynamic "metrics" {
        for_each = local.queue_metrics
        content {
          id          = metrics.key
          return_data = false
          metric_stat {
            stat = "Maximum"
            metric {
              namespace   = "AWS/SQS"
              metric_name = metrics.value
              dimensions {
                name  = "QueueName"
                value = var.queue_name
              }
            }
          }
        }
      }
      # An instance holds one task.
      metrics {
        id          = "tasks"
        return_data = false
        metric_stat {
          stat = "Maximum"
          metric {
            namespace   = "AWS/AutoScaling"
            metric_name = "GroupInServiceInstances"
            dimensions {
              name  = "AutoScalingGroupName"
              value = aws_autoscaling_group.own.name
            }
          }
        }
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "idle" {
  alarm_name          = "${var.name}-gpu-idle"
  alarm_description   = "For half an hour, instances with GPUs ran and there was nothing to score."
  evaluation_periods  = 6
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  metric_query {
    id          = "idle"
    label       = "instances without work"
    expression  = "IF(FILL(waiting, 0) + FILL(inflight, 0) > 0, 0, instances)"
    return_data = true
  }
  dynamic "metric_query" {
    for_each = local.queue_metrics
    content {
      id = metric_query.key
      metric {
        namespace   = "AWS/SQS"
        metric_name = metric_query.value
        dimensions  = { QueueName = var.queue_name }
        stat        = "Maximum"
        period      = 300
      }
    }
  }
  metric_query {
    id = "instances"
    metric {
      namespace   = "AWS/AutoScaling"
      metric_name = "GroupInServiceInstances"
      dimensions  = { AutoScalingGroupName = aws_autoscaling_group.own.name }
      stat        = "Minimum"
      period      = 300
    }
  }
}
