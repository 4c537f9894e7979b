variable "name" {
  description = "The deployment's name, with which the names of its resources begin."
  type        = string
  default     = "pairmill"
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,22}$", var.name))
    error_message = "name must be 2 to 23 small letters, digits and hyphens, and begin with a letter."
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

variable "scorer_image" {
  description = "The tag of the scorer's image in the deployment's repository, and the model that scores: a name among the models in it, or a folder of it. Tags are never moved: a new image has a new one."
  type        = object({ tag = optional(string, "1"), model = optional(string, "clip-vit-b32") })
  default     = {}
  nullable    = false
  validation {
    condition     = can(regex("^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$", var.scorer_image.tag)) && var.scorer_image.tag != "latest"
    error_message = "scorer_image.tag must be the tag of an image, and not latest."
  }
  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9._/-]*$", var.scorer_image.model))
    error_message = "scorer_image.model must be the name or the folder of a model."
  }
}

variable "athena_gigabytes" {
  description = "How many gigabytes one query in Athena may read; with 0 there are no tables and nothing to ask."
  type        = number
  default     = 0
  validation {
    condition     = var.athena_gigabytes >= 0 && var.athena_gigabytes <= 100000 && floor(var.athena_gigabytes) == var.athena_gigabytes
    error_message = "athena_gigabytes must be a whole number from 0 to 100000."
  }
}

variable "explorer" {
  description = "Where people look into the dataset of one run; null for nowhere. It is called by `name`, which `certificate` (an ARN) is for, from the networks of `visitors`, in `subnets` of a network that is there."
  type = object({
    run         = string
    name        = string
    certificate = string
    visitors    = list(string)
    subnets     = list(string)
    image_tag   = optional(string, "1")
    running     = optional(bool, true)
  })
  default = null
  validation {
    condition     = var.explorer == null || can(regex("^[A-Za-z0-9][A-Za-z0-9._-]*$", var.explorer.run))
    error_message = "explorer.run must be the name of a run."
  }
  validation {
    condition     = var.explorer == null || can(regex("^[a-z0-9-]+([.][a-z0-9-]+)+$", var.explorer.name))
    error_message = "explorer.name must be the name of a site in small letters, such as pairs.example.org."
  }
  validation {
    condition     = var.explorer == null || can(regex("^arn:[a-z-]+:(acm|iam)::?[a-z0-9:-]*:(certificate|server-certificate)/[^ ]+$", var.explorer.certificate))
    error_message = "explorer.certificate must be the ARN of a certificate: without one there is no TLS, and so no explorer."
  }
  validation {
    condition = var.explorer == null || try(length(var.explorer.visitors) > 0 && alltrue([
      for network in var.explorer.visitors : cidrsubnet(network, 0, 0) == network && can(regex("^[0-9.]+/([89]|[12][0-9]|3[0-2])$", network))
    ]), false)
    error_message = "explorer.visitors must be networks such as 10.1.0.0/16, each of at most 2^24 addresses: not everybody may look."
  }
  validation {
    condition     = var.explorer == null || try(length(var.explorer.subnets) >= 2 && alltrue([for subnet in var.explorer.subnets : can(regex("^subnet-[0-9a-f]+$", subnet))]), false)
    error_message = "explorer.subnets must be the ids of two subnets or more, in different zones of one network."
  }
  validation {
    condition     = var.explorer == null || try(can(regex("^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$", var.explorer.image_tag)) && var.explorer.image_tag != "latest", false)
    error_message = "explorer.image_tag must be the tag of an image, and not latest."
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

variable "keep_days" {
  description = "After how many days things are deleted: pictures (0 for never), log lines, and results of queries in Athena."
  type        = object({ pictures = optional(number, 3), logs = optional(number, 14), results = optional(number, 7) })
  default     = {}
  nullable    = false
  validation {
    condition     = var.keep_days.pictures >= 0 && floor(var.keep_days.pictures) == var.keep_days.pictures
    error_message = "keep_days.pictures must be a whole number of days, or 0 for never."
  }
  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.keep_days.logs)
    error_message = "keep_days.logs must be a number of days that CloudWatch knows, such as 14, 30 or 90."
  }
  validation {
    condition     = var.keep_days.results >= 1 && floor(var.keep_days.results) == var.keep_days.results
    error_message = "keep_days.results must be a whole number of days, and at least one."
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
