# What each role may do to what. docs/reference/security.md says why, line by line.
locals {
  objects  = "arn:${local.partition}:s3:::${var.bucket}"
  runs     = "${local.objects}/runs/*"
  explored = replace(local.runs, "*", try(var.explorer.run, "-"))
  # Public archives, read with our own credentials: without, they are not served.
  common_crawl = "arn:${local.partition}:s3:::commoncrawl/*"

  # A key that is not there is answered 404 to whoever may list, and 403 to others; the stages ask for keys that may not be there.
  list  = { actions = ["s3:ListBucket"], resources = [local.objects] }
  write = ["s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload"]
  take  = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"]

  permissions = {
    extract = [
      local.list,
      {
        actions = ["s3:GetObject"]
        resources = [
          "${local.objects}/spec.json", "${local.objects}/removals.txt", "${local.objects}/suspicious.txt", "${local.objects}/incoming/*",
          "${local.runs}/run.json", "${local.runs}/inputs.json", "${local.runs}/extract/*", local.common_crawl,
        ]
      },
      {
        actions = local.write
        resources = [
          "${local.runs}/run.json", "${local.runs}/removals.txt", "${local.runs}/suspicious.txt", "${local.runs}/extract/*",
          "${local.objects}/unfinished/*",
        ]
      },
      { actions = local.take, resources = [local.queue_arns.extract] },
      { actions = ["sqs:SendMessage"], resources = [local.queue_arns.dataset] },
    ]

    dataset = [
      local.list,
      {
        actions = ["s3:GetObject"]
        resources = [
          "${local.runs}/run.json", "${local.runs}/inputs.json", "${local.runs}/removals.txt", "${local.runs}/extract/*", "${local.runs}/plan/*",
          "${local.runs}/samples/*", "${local.runs}/scores/*", "${local.runs}/dataset/*", "${local.objects}/unfinished/*",
        ]
      },
      {
        actions   = local.write
        resources = ["${local.runs}/plan/*", "${local.runs}/scores/*", "${local.runs}/dataset/*", "${local.runs}/publish/*"]
      },
      { actions = ["s3:DeleteObject"], resources = ["${local.runs}/samples/*", "${local.objects}/unfinished/*"] },
      { actions = local.take, resources = [local.queue_arns.dataset] },
      { actions = ["sqs:SendMessage"], resources = [local.queue_arns.dataset, local.queue_arns.download] },
    ]

    download = [
      local.list,
      {
        actions = ["s3:GetObject"]
        resources = [
          "${local.runs}/run.json", "${local.runs}/inputs.json", "${local.runs}/removals.txt", "${local.runs}/plan/*", "${local.runs}/samples/*",
          "${local.runs}/parts/*", "${local.objects}/incoming/*", local.common_crawl,
        ]
      },
      { actions = local.write, resources = ["${local.runs}/samples/*", "${local.runs}/parts/*"] },
      { actions = ["s3:DeleteObject"], resources = ["${local.runs}/parts/*"] },
      { actions = local.take, resources = [local.queue_arns.download] },
      { actions = ["sqs:SendMessage"], resources = [local.queue_arns.download, local.queue_arns[local.scored_by]] },
    ]

    scorer = [
      local.list,
      {
        actions = ["s3:GetObject"]
        resources = [
          "${local.runs}/run.json", "${local.runs}/inputs.json", "${local.runs}/suspicious.txt", "${local.runs}/samples/*", "${local.runs}/scores/*",
        ]
      },
      { actions = local.write, resources = ["${local.runs}/scores/*"] },
      { actions = local.take, resources = [local.queue_arns[local.scored_by]] },
      { actions = ["sqs:SendMessage"], resources = [local.queue_arns.dataset] },
    ]

    # The dataset's manifest names its files: nothing has to be listed.
    explorer = [
      { actions = ["s3:GetObject"], resources = ["${local.explored}/dataset/*"] },
    ]
  }
}
