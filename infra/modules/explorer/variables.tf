variable "name" {
  description = "Name of the service, its cluster, balancer, repository and role."
  type        = string
}

variable "tasks" {
  description = "How many tasks serve: none, or one."
  type        = number
}

variable "image_tag" {
  description = "The tag of the image in the repository."
  type        = string
}

variable "dataset" {
  description = "The address of the run whose dataset is shown: s3://BUCKET/runs/RUN."
  type        = string
}

variable "site" {
  description = "The name that visitors call it by, and the only one that it answers to."
  type        = string
}

variable "certificate" {
  description = "ARN of the certificate for that name."
  type        = string
}

variable "visitors" {
  description = "The networks that may visit."
  type        = list(string)
}

variable "subnets" {
  description = "Where it is: subnets in two zones or more of one network."
  type        = list(string)
}

variable "environment" {
  description = "Environment variables."
  type        = map(string)
}

variable "permissions" {
  description = "What the program may do to what."
  type        = list(object({ actions = list(string), resources = list(string) }))
}

variable "region" {
  description = "Where it runs."
  type        = string
}

variable "account" {
  description = "The account's number."
  type        = string
}

variable "partition" {
  description = "The partition of AWS, the second part of each ARN."
  type        = string
}

variable "log_days" {
  description = "After how many days log lines are deleted."
  type        = number
}

variable "alarm_actions" {
  description = "ARNs of what is told of alarms."
  type        = list(string)
}
