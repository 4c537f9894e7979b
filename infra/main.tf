data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  emulated  = var.endpoint != ""
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  place     = "${var.region}:${local.account}"

  # A function's timeout is what its longest task needs: a message in flight holds up its FIFO group.
  functions = {
    extract  = { timeout_seconds = 900, memory_mb = 3008, storage_mb = 4096, knows = ["extract", "dataset"] }
    dataset  = { timeout_seconds = 900, memory_mb = 3008, storage_mb = 10240, knows = ["dataset", "download"] }
    download = { timeout_seconds = 300, memory_mb = 1769, storage_mb = 4096, knows = ["download", "score"] }
  }
  own_environment = {
    download = merge(
      {
        PAIRMILL_TASK_SECONDS = local.functions.download.timeout_seconds - 60
        PAIRMILL_CONTACT      = var.contact
        PAIRMILL_HOST_RATE    = var.host_rate
      },
      length(var.allow_addresses) == 0 ? {} : { PAIRMILL_ALLOW_ADDRESSES = join(",", var.allow_addresses) },
    )
  }

  schedule     = "${var.name}-schedule"
  schedule_arn = "arn:${local.partition}:events:${local.place}:rule/${local.schedule}"

  queues = merge(
    {
      extract  = { name = "${var.name}-extract", work_seconds = local.functions.extract.timeout_seconds }
      dataset  = { name = "${var.name}-dataset.fifo", work_seconds = local.functions.dataset.timeout_seconds }
      download = { name = "${var.name}-download.fifo", work_seconds = local.functions.download.timeout_seconds }
    },
    # The scorer hides its messages for longer while it works.
    var.scorer ? { score = { name = "${var.name}-score", work_seconds = 150 } } : {},
  )
  senders = {
    extract = { "s3.amazonaws.com" = local.objects }
    dataset = { "events.amazonaws.com" = local.schedule_arn }
  }
  scored_by = var.scorer ? "score" : "dataset"

  # Where Athena puts what it answers.
  results = "queries"

  # For policies, which need no queue to be there: queues take half a minute to be made.
  queue_arn_prefix = "arn:${local.partition}:sqs:${local.place}"
  queue_arns       = { for role, queue in local.queues : role => "${local.queue_arn_prefix}:${queue.name}" }

  # For what does need it. Named one by one, as `module.queue` as a whole would be waited for to the last of its resources.
  made = {
    extract  = module.queue["extract"].queue
    dataset  = module.queue["dataset"].queue
    download = module.queue["download"].queue
    score    = var.scorer ? module.queue["score"].queue : module.queue["dataset"].queue
  }
}

resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  count     = var.alarm_email == "" ? 0 : 1
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

module "queue" {
  for_each           = local.queues
  source             = "./modules/queue"
  name               = each.value.name
  visibility_seconds = var.visibility_seconds > 0 ? var.visibility_seconds : 6 * each.value.work_seconds
  senders            = lookup(local.senders, each.key, {})
  arn_prefix         = local.queue_arn_prefix
  account            = local.account
  alarm_actions      = [aws_sns_topic.alarms.arn]
}

module "bucket" {
  source       = "./modules/bucket"
  name         = var.bucket
  arn          = local.objects
  disposable   = local.emulated
  expire_days  = { pictures = var.keep_days.pictures, pairs = 14 }
  expire_below = var.athena_gigabytes > 0 ? { "${local.results}/" = var.keep_days.results } : {}
  notices      = { queue_arn = local.made.extract.arn, prefix = "incoming/" }
}

# Zips above 50 MB reach a function through a bucket only.
resource "aws_s3_object" "package" {
  for_each    = local.functions
  bucket      = module.bucket.name
  key         = "packages/${each.key}.zip"
  source      = local.packages[each.key]
  source_hash = filesha256(local.packages[each.key])
}

locals {
  packages = {
    for role, _ in local.functions : role =>
    fileexists("${var.packages}/${role}.zip") ? "${var.packages}/${role}.zip" : "${var.packages}/${role}/target/${role}.zip"
  }
}

module "function" {
  for_each = local.functions
  source   = "./modules/function"
  name     = "${var.name}-${each.key}"
  package = {
    bucket = aws_s3_object.package[each.key].bucket
    key    = aws_s3_object.package[each.key].key
    sha256 = filebase64sha256(local.packages[each.key])
  }
  timeout_seconds = each.value.timeout_seconds
  memory_mb       = each.value.memory_mb
  storage_mb      = each.value.storage_mb
  environment = merge(
    {
      PAIRMILL_BUCKET   = var.bucket
      AWS_SDK_UA_APP_ID = "${var.name}-${each.key}"
    },
    { for role in each.value.knows : "PAIRMILL_QUEUES_${upper(role)}" => local.made[role].url },
    lookup(local.own_environment, each.key, {}),
    local.emulated ? { AWS_ENDPOINT_URL = var.endpoint } : {},
  )
  queue_arn       = local.made[each.key].arn
  concurrency     = var.concurrency[each.key]
  enabled         = var.enabled
  permissions     = local.permissions[each.key]
  logs_arn_prefix = "arn:${local.partition}:logs:${local.place}"
  log_days        = var.keep_days.logs
  alarm_actions   = [aws_sns_topic.alarms.arn]
}

# Tells the dataset function to look after every open run. The time is in the message so that it is not the same as the last one,
# which a FIFO queue would drop.
resource "aws_cloudwatch_event_rule" "schedule" {
  name                = local.schedule
  description         = "Looks after every open run of ${var.name}."
  schedule_expression = var.schedule
  state               = var.enabled ? "ENABLED" : "DISABLED"
}

resource "aws_cloudwatch_event_target" "schedule" {
  rule      = aws_cloudwatch_event_rule.schedule.name
  target_id = "dataset"
  arn       = local.made.dataset.arn
  sqs_target {
    message_group_id = "schedule"
  }
  input_transformer {
    input_paths    = { at = "$.time" }
    input_template = "{\"task\": \"announce\", \"at\": \"<at>\"}"
  }
}

# What the command line finds everything else by.
resource "aws_s3_object" "deployment" {
  bucket       = module.bucket.name
  key          = "deployment.json"
  content_type = "application/json"
  content = jsonencode({
    name   = var.name
    region = var.region
    queues = { for role, queue in module.queue : role => queue.queue.url }
    dead   = { for role, queue in module.queue : role => queue.dead.url }
  })
}

module "scorer" {
  count         = var.scorer_instances_max > 0 ? 1 : 0
  source        = "./modules/scorer"
  name          = "${var.name}-scorer"
  instances_max = var.enabled ? var.scorer_instances_max : 0
  image_tag     = var.scorer_image.tag
  environment = {
    PAIRMILL_BUCKET         = var.bucket
    PAIRMILL_QUEUES_SCORE   = local.made.score.url
    PAIRMILL_QUEUES_DATASET = local.made.dataset.url
    PAIRMILL_MODEL          = var.scorer_image.model
    AWS_SDK_UA_APP_ID       = "${var.name}-scorer"
    AWS_REGION              = var.region
  }
  queue_name    = local.queues.score.name
  permissions   = local.permissions.scorer
  region        = var.region
  account       = local.account
  partition     = local.partition
  log_days      = var.keep_days.logs
  alarm_actions = [aws_sns_topic.alarms.arn]
}

# Asks pairs and rows by SQL. Whoever asks does so with rights of their own: there is no role.
module "athena" {
  count       = var.athena_gigabytes > 0 ? 1 : 0
  source      = "./modules/athena"
  name        = var.name
  bucket      = var.bucket
  account     = local.account
  results     = local.results
  query_bytes = var.athena_gigabytes * 1000000000
}

# Lets people look into a dataset.
module "explorer" {
  count       = var.explorer == null ? 0 : 1
  source      = "./modules/explorer"
  name        = "${var.name}-explorer"
  tasks       = var.explorer.running ? 1 : 0
  image_tag   = var.explorer.image_tag
  dataset     = "s3://${var.bucket}/runs/${var.explorer.run}"
  site        = var.explorer.name
  certificate = var.explorer.certificate
  visitors    = var.explorer.visitors
  subnets     = var.explorer.subnets
  environment = {
    AWS_SDK_UA_APP_ID = "${var.name}-explorer"
    AWS_REGION        = var.region
  }
  permissions   = local.permissions.explorer
  region        = var.region
  account       = local.account
  partition     = local.partition
  log_days      = var.keep_days.logs
  alarm_actions = [aws_sns_topic.alarms.arn]
}

module "dashboard" {
  source         = "./modules/dashboard"
  name           = var.name
  region         = var.region
  queues         = { for role, queue in module.queue : role => { name = local.queues[role].name, dead = queue.dead_name } }
  functions      = [for role, _ in local.functions : "${var.name}-${role}"]
  download_log   = module.function["download"].log_group.name
  scored         = var.scorer
  hourly_dollars = var.hourly_dollars
  alarm_actions  = [aws_sns_topic.alarms.arn]
}
