output "policies" {
  description = "The policy of each of its roles, by the role's name."
  value       = { for name, policy in aws_iam_role_policy.own : name => policy.policy }
}

output "permissions" {
  description = "What each of its roles may do to what, by the role's name."
  value       = local.permissions
}

output "repository" {
  description = "Where its image is."
  value       = aws_ecr_repository.own
}

output "log_group" {
  description = "Where it logs to."
  value       = aws_cloudwatch_log_group.own
}

output "task" {
  description = "What a task is started from."
  value       = aws_ecs_task_definition.own
}

output "service" {
  description = "The service itself."
  value       = aws_ecs_service.own
}

output "balancer" {
  description = "What visitors reach."
  value       = aws_lb.own
}

output "listener" {
  description = "What the balancer listens with."
  value       = aws_lb_listener.https
}

output "target" {
  description = "What the balancer passes on to."
  value       = aws_lb_target_group.own
}

output "ingress" {
  description = "Who reaches what, by the rule's name."
  value       = merge({ balancer = aws_vpc_security_group_ingress_rule.balancer }, aws_vpc_security_group_ingress_rule.visitors)
}

output "egress" {
  description = "What reaches what, by the rule's name."
  value = {
    balancer  = aws_vpc_security_group_egress_rule.balancer_to_explorer
    endpoints = aws_vpc_security_group_egress_rule.explorer_to_endpoints
    s3        = aws_vpc_security_group_egress_rule.explorer_to_s3
  }
}

output "alarms" {
  description = "Its alarms, while a task is meant to be there."
  value       = { for alarm in concat(aws_cloudwatch_metric_alarm.down, aws_cloudwatch_metric_alarm.fails) : alarm.alarm_name => alarm }
}
