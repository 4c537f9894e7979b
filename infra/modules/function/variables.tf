variable "name" {
  description = "The function's name, and that of its role."
  type        = string
}

variable "package" {
  description = "Where its zip is, and the zip's SHA-256 in base64."
  type        = object({ bucket = string, key = string, sha256 = string })
}

variable "timeout_seconds" {
  description = "After which a call is stopped."
  type        = number
}

variable "memory_mb" {
  description = "Memory, and CPU with it: 1,769 MB are one core."
  type        = number
}

variable "storage_mb" {
  description = "Room in /tmp."
  type        = number
}

variable "environment" {
  description = "Environment variables."
  type        = map(string)
}

variable "queue_arn" {
  description = "The queue whose messages it is called with."
  type        = string
}

variable "concurrency" {
  description = "How many calls there may be at once."
  type        = number
}

variable "enabled" {
  description = "Whether messages are taken."
  type        = bool
}

variable "permissions" {
  description = "What it may do to what; that it may write its log goes without saying."
  type        = list(object({ actions = list(string), resources = list(string) }))
}

variable "logs_arn_prefix" {
  description = "What the ARNs of the account's log groups begin with: arn:aws:logs:REGION:ACCOUNT."
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
