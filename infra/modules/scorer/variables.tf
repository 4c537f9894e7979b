variable "name" {
  description = "Name of the service, its cluster, repository and role."
  type        = string
}

variable "instances_max" {
  description = "How many instances there may be; the least is none."
  type        = number
}

variable "image_tag" {
  description = "The tag of the image in the repository."
  type        = string
}

variable "environment" {
  description = "Environment variables."
  type        = map(string)
}

variable "queue_name" {
  description = "The queue that it scores from."
  type        = string
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
