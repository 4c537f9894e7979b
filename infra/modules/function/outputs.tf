output "function" {
  description = "The function itself."
  value       = aws_lambda_function.own
}

output "mapping" {
  description = "How it gets its messages."
  value       = aws_lambda_event_source_mapping.own
}

output "recursion" {
  description = "Whether it may call itself through its queue."
  value       = aws_lambda_function_recursion_config.own
}

output "log_group" {
  description = "Its log group."
  value       = aws_cloudwatch_log_group.own
}

output "policies" {
  description = "The policy of each of its roles, by the role's name."
  value       = { (var.name) = aws_iam_role_policy.own.policy }
}

output "permissions" {
  description = "What each of its roles may do to what, by the role's name."
  value       = { (var.name) = local.permissions }
}

output "alarms" {
  description = "Its alarms: errors."
  value       = { errors = aws_cloudwatch_metric_alarm.errors }
}
