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
    [for explorer in module.explorer : explorer.permissions],
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

output "athena" {
  description = "The workgroup and the database that queries name; null where there is none."
  value       = one([for athena in module.athena : { workgroup = athena.workgroup.name, database = athena.database.name }])
}

output "explorer" {
  description = "Where the explorer's image is pushed to, and the address that its name has to lead to; null where there is none."
  value       = one([for explorer in module.explorer : { repository = explorer.repository.repository_url, address = explorer.balancer.dns_name }])
}
