variable "name" {
  description = "The bucket's name."
  type        = string
}

variable "arn" {
  description = "Its ARN, known before it is made."
  type        = string
}

variable "disposable" {
  description = "Whether it is removed with all it holds."
  type        = bool
}

variable "expire_days" {
  description = "After how many days objects are deleted, by what their tag `content` says; 0 for never."
  type        = map(number)
}

variable "expire_below" {
  description = "After how many days objects are deleted, by what their keys begin with."
  type        = map(number)
}

variable "notices" {
  description = "The queue that is told of new objects, and what their keys begin with."
  type        = object({ queue_arn = string, prefix = string })
}
