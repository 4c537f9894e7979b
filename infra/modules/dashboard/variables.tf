variable "name" {
  description = "The deployment's name, and that of the dashboard."
  type        = string
}

variable "region" {
  description = "Where it runs."
  type        = string
}

variable "queues" {
  description = "Names of the queues and their dead-letter queues, by role."
  type        = map(object({ name = string, dead = string }))
}

variable "functions" {
  description = "Names of the functions."
  type        = list(string)
}

variable "download_log" {
  description = "The log group of the download function."
  type        = string
}

variable "scored" {
  description = "Whether samples are scored."
  type        = bool
}

variable "hourly_dollars" {
  description = "How many dollars of estimated spending in an hour raise the alarm."
  type        = number
}

variable "alarm_actions" {
  description = "ARNs of what is told of alarms."
  type        = list(string)
}
