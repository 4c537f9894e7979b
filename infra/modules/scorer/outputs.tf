output "repository_url" {
  description = "Where its image is pushed to."
  value       = aws_ecr_repository.own.repository_url
}

output "policies" {
  description = "The policy of each of its roles, by the role's name."
  value       = { for name, policy in aws_iam_role_policy.own : name => policy.policy }
}

output "permissions" {
  description = "What each of its roles may do to what, by the role's name."
  value       = local.permissions
}

output "repository" {
  description = "The repository itself."
  value       = aws_ecr_repository.own
}

output "group" {
  description = "The group of instances."
  value       = aws_autoscaling_group.own
}

output "template" {
  description = "What an instance is started from."
  value       = aws_launch_template.own
}

output "task" {
  description = "What a task is started from."
  value       = aws_ecs_task_definition.own
}

output "service" {
  description = "The service itself."
  value       = aws_ecs_service.own
}

output "target" {
  description = "Between what numbers of tasks it is scaled."
  value       = aws_appautoscaling_target.own
}

output "scaling" {
  description = "How it is scaled: first, backlog."
  value       = { first = aws_appautoscaling_policy.first, backlog = aws_appautoscaling_policy.backlog }
}

output "subnets" {
  description = "Its subnets, by zone."
  value       = aws_subnet.private
}

output "endpoints" {
  description = "What its subnets reach."
  value       = merge({ s3 = aws_vpc_endpoint.s3 }, aws_vpc_endpoint.interface)
}

output "alarms" {
  description = "Its alarms: first (which starts a scorer), idle."
  value       = { first = aws_cloudwatch_metric_alarm.first, idle = aws_cloudwatch_metric_alarm.idle }
}

output "log_group" {
  description = "Where it logs to."
  value       = aws_cloudwatch_log_group.own
}
