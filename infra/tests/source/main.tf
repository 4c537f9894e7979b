# The configuration's own text, for what a plan cannot tell: that something is nowhere.
locals {
  infra = "${path.module}/../.."
}

output "files" {
  description = "The text of each file of the configuration, by its path."
  value = {
    for path in setunion(fileset(local.infra, "*.tf"), fileset(local.infra, "modules/*/*.tf")) : path => file("${local.infra}/${path}")
  }
}
