output "bucket" {
  description = "The work bucket."
  value       = module.bucket.name
}

output "queues" {
  description = "Addresses of the queues, by role."
  value       = { for role, queue in module.queue : role => queue.queue.url }
}

output "dead" {
  description = "Addresses of the dead-letter queues, by the role of the queue they belong to."
  value       = { for role, queue in module.queue : role => queue.dead.url }
}

output "functions" {
  description = "Names of the functions, by role."
  value       = { for role, function in module.function : role => function.function.function_name }
}

output "permissions" {
  description = "What each role may do: lists of actions and resources, by the role's name."
  value = merge(concat(
    # A scorer that runs elsewhere needs as much.
    [var.scorer ? { "${var.name}-scorer" = local.permissions.scorer } : {}],
    [for function in module.function : function.permissions],
    [for scorer in module.scorer : scorer.permissions],
  )...)
}

output "repository" {
  description = "Where the scorer's image is pushed to; null where there are no instances."
  value       = one(module.scorer[*].repository_url)
}

output "dashboard" {
  description = "Name of the dashboard."
  value       = module.dashboard.name
}
