variable "name" {
  description = "Name of the workgroup; the database has the same, with underscores."
  type        = string
}

variable "bucket" {
  description = "The work bucket."
  type        = string
}

variable "account" {
  description = "The account's number, whose bucket alone takes results."
  type        = string
}

variable "results" {
  description = "The folder of the bucket that results are put into."
  type        = string
}

variable "query_bytes" {
  description = "How many bytes a query may read before it is stopped."
  type        = number
}
