output "dead_name" {
  description = "The whole name of its dead-letter queue."
  value       = local.dead
}

output "queue" {
  description = "The queue itself."
  value       = aws_sqs_queue.own
}

output "dead" {
  description = "Its dead-letter queue."
  value       = aws_sqs_queue.dead
}

output "redrive" {
  description = "When a message goes to the dead-letter queue."
  value       = aws_sqs_queue_redrive_policy.own
}

output "redrive_allow" {
  description = "Whose dead letters that queue takes."
  value       = aws_sqs_queue_redrive_allow_policy.dead
}

output "alarms" {
  description = "Its alarms: dead, age."
  value       = { dead = aws_cloudwatch_metric_alarm.dead, age = aws_cloudwatch_metric_alarm.age }
}
