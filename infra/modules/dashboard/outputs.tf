output "name" {
  description = "The dashboard's name."
  value       = aws_cloudwatch_dashboard.own.dashboard_name
}

output "alarms" {
  description = "The alarms on what the stages say of themselves: robots, spend and, where there are scores, kept."
  value = merge(
    { robots = aws_cloudwatch_metric_alarm.robots, spend = aws_cloudwatch_metric_alarm.spend },
    { for alarm in aws_cloudwatch_metric_alarm.kept : "kept" => alarm },
  )
}
