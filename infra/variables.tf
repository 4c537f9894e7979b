variable "name" {
  description = "The deployment's name, with which the names of its resources begin."
  type        = string
  default     = "pairmill"
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,23}$", var.name))
    error_message = "name must be 2 to 24 small letters, digits and hyphens, and begin with a letter."
  }
}

variable "bucket" {
  description = "The work bucket, which the deployment makes: names of buckets are shared with all the world."
  type        = string
  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "bucket must be 3 to 63 small letters, digits and hyphens, and neither begin nor end with a hyphen."
  }
}

variable "region" {
  description = "Where it runs. Common Crawl's archives are in us-east-1; elsewhere each byte of them costs."
  type        = string
  default     = "us-east-1"
  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be the code of a region, such as us-east-1."
  }
}

variable "endpoint" {
  description = "Address of an emulator of AWS; empty for AWS itself."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^(https?://[^/]+)?$", var.endpoint))
    error_message = "endpoint must be empty or an http address without a path, such as http://127.0.0.1:4566."
  }
}

variable "packages" {
  description = "Folder of the functions' zips, seen from this folder: extract.zip and so on, or extract/target/extract.zip as built."
  type        = string
  default     = "../functions"
  validation {
    condition = alltrue([
      for f in ["extract", "dataset", "download"] :
      fileexists("${var.packages}/${f}.zip") || fileexists("${var.packages}/${f}/target/${f}.zip")
    ])
    error_message = "packages must be a folder that holds extract.zip, dataset.zip and download.zip: are the functions built?"
  }
}

variable "enabled" {
  description = "The stop switch: false leaves messages where they are, keeps the schedule quiet and lets the scorer go."
  type        = bool
  default     = true
}

variable "scorer" {
  description = "Whether samples are scored: with false, what is downloaded is published without scores."
  type        = bool
  default     = true
}

variable "scorer_instances_max" {
  description = "How many GPU instances may score at once; with 0 there is the queue alone, for a scorer that runs elsewhere."
  type        = number
  default     = 0
  validation {
    condition     = var.scorer_instances_max >= 0 && var.scorer_instances_max <= 100 && floor(var.scorer_instances_max) == var.scorer_instances_max
    error_message = "scorer_instances_max must be a whole number from 0 to 100."
  }
  validation {
    condition     = var.scorer || var.scorer_instances_max == 0
    error_message = "scorer_instances_max must be 0 where scorer is false."
  }
}

variable "scorer_model" {
  description = "The model that scores: a name among the models in the scorer's image, or a folder of it."
  type        = string
  default     = "clip-vit-b32"
  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9._/-]*$", var.scorer_model))
    error_message = "scorer_model must be the name or the folder of a model."
  }
}

variable "scorer_image_tag" {
  description = "The tag of the scorer's image in the deployment's repository. Tags are never moved: a new image has a new one."
  type        = string
  default     = "1"
  validation {
    condition     = can(regex("^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$", var.scorer_image_tag)) && var.scorer_image_tag != "latest"
    error_message = "scorer_image_tag must be the tag of an image, and not latest."
  }
}

variable "contact" {
  description = "Where a webmaster finds you, sent with each request: a web address or mailto:."
  type        = string
  default     = ""
  validation {
    condition     = var.endpoint != "" || can(regex("^(https?://[^ ]+[.][^ ]+|mailto:[^ @]+@[^ @]+)$", var.contact))
    error_message = "contact must be a web address or mailto: address of yours: who is asked for pictures must be able to find who asks."
  }
}

variable "host_rate" {
  description = "How many requests one host gets in a second."
  type        = number
  default     = 1
  validation {
    condition     = var.host_rate > 0 && var.host_rate <= 1000
    error_message = "host_rate must be above 0 and at most 1000 requests a second."
  }
}

variable "allow_addresses" {
  description = "Private networks that may be asked for pictures all the same, as CIDR or CIDR:PORT; for tests."
  type        = list(string)
  default     = []
  validation {
    condition = alltrue([
      for a in var.allow_addresses : can(cidrhost(replace(a, "/(/[0-9]+):[0-9]+$/", "$1"), 0))
    ])
    error_message = "allow_addresses must be networks such as 127.0.0.0/8 or 127.0.0.1/32:8080."
  }
  validation {
    condition     = length(var.allow_addresses) == 0 || var.endpoint != ""
    error_message = "allow_addresses must be empty on AWS: there, what is private is Amazon's."
  }
}

variable "schedule" {
  description = "How often every open run is looked after, so that nothing hangs on one message."
  type        = string
  default     = "rate(5 minutes)"
  validation {
    condition     = can(regex("^(rate|cron)[(][^()]+[)]$", var.schedule))
    error_message = "schedule must be rate(...) or cron(...), as EventBridge writes them."
  }
}

variable "concurrency" {
  description = "How many of each function may work at once. That of download is the limit of what is spent."
  type        = object({ extract = number, dataset = number, download = number })
  default     = { extract = 20, dataset = 4, download = 50 }
  validation {
    condition     = alltrue([for n in values(var.concurrency) : n >= 2 && n <= 1000 && floor(n) == n])
    error_message = "concurrency must be whole numbers from 2 to 1000: SQS gives a function no fewer."
  }
}

variable "visibility_seconds" {
  description = "How long a message stays hidden once it is received, on an emulator; 0 for six times its function's timeout."
  type        = number
  default     = 0
  validation {
    condition     = var.visibility_seconds >= 0 && var.visibility_seconds <= 43200
    error_message = "visibility_seconds must be from 0 to 43200."
  }
  validation {
    condition     = var.visibility_seconds == 0 || var.endpoint != ""
    error_message = "visibility_seconds must be 0 on AWS, which asks for six times the function's timeout."
  }
}

variable "picture_days" {
  description = "After how many days pictures are deleted; 0 for never."
  type        = number
  default     = 3
  validation {
    condition     = var.picture_days >= 0 && floor(var.picture_days) == var.picture_days
    error_message = "picture_days must be a whole number of days, or 0 for never."
  }
}

variable "log_days" {
  description = "After how many days log lines are deleted."
  type        = number
  default     = 14
  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_days)
    error_message = "log_days must be a number of days that CloudWatch knows, such as 14, 30 or 90."
  }
}

variable "alarm_email" {
  description = "Who is told of alarms; empty for nobody."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^([^ @]+@[^ @]+)?$", var.alarm_email))
    error_message = "alarm_email must be one mail address, or empty."
  }
}

variable "hourly_dollars" {
  description = "How many dollars of estimated spending in an hour raise the alarm."
  type        = number
  default     = 20
  validation {
    condition     = var.hourly_dollars > 0
    error_message = "hourly_dollars must be above 0."
  }
}
