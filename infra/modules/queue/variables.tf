variable "name" {
  description = "The queue's name. One that ends in .fifo is a FIFO queue: messages of one group are worked on one at a time."
  type        = string
}

variable "visibility_seconds" {
  description = "How long a message stays hidden once it is received."
  type        = number
}

variable "senders" {
  description = "Services of AWS that send to it, and the ARN of what they send for."
  type        = map(string)
}

variable "arn_prefix" {
  description = "What the ARNs of the account's queues begin with: arn:aws:sqs:REGION:ACCOUNT."
  type        = string
}

variable "account" {
  description = "The account's number."
  type        = string
}

variable "alarm_actions" {
  description = "ARNs of what is told of alarms."
  type        = list(string)
}
