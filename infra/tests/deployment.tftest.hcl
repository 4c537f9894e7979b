# What must hold of every queue, function, role and bucket there is, seen in a plan of what stands in envs/prod.tfvars.
mock_provider "aws" {
  override_during = plan
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_availability_zones" {
    defaults = { names = ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"] }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:us-east-1:123456789012:mock", url = "https://sqs.example/mock" }
  }
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:us-east-1:123456789012:pairmill-alarms" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mock" }
  }
  mock_resource "aws_autoscaling_group" {
    defaults = { arn = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:mock" }
  }
  mock_resource "aws_iam_instance_profile" {
    defaults = { arn = "arn:aws:iam::123456789012:instance-profile/mock" }
  }
  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:us-east-1:123456789012:task-definition/mock:1" }
  }
  mock_resource "aws_appautoscaling_policy" {
    defaults = { arn = "arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:mock" }
  }
}

variables {
  packages = "tests/packages"
  bucket   = "pairmill-test"
  contact  = "https://example.org/pairmill"
}

run "every_part" {
  command = plan

  # --- queues ---
  assert {
    condition     = length(module.queue) == 4 && alltrue([for role, f in module.function : module.queue[role].queue.visibility_timeout_seconds >= 6 * f.function.timeout])
    error_message = "A queue's messages are hidden for less than six times its function's timeout."
  }
  assert {
    condition     = alltrue([for q in module.queue : q.queue.visibility_timeout_seconds >= 900])
    error_message = "A queue's messages are hidden for less than a quarter of an hour."
  }
  assert {
    condition     = alltrue([for q in module.queue : q.dead.name == replace(q.queue.name, "/([.]fifo)?$/", "-dead$1") && q.dead.fifo_queue == q.queue.fifo_queue])
    error_message = "A queue has no dead-letter queue of its own kind."
  }
  assert {
    condition     = alltrue([for q in module.queue : jsondecode(q.redrive.redrive_policy).deadLetterTargetArn == "arn:aws:sqs:us-east-1:123456789012:${q.dead.name}"])
    error_message = "A queue's dead letters go to another queue than its own."
  }
  assert {
    condition     = alltrue([for q in module.queue : jsondecode(q.redrive.redrive_policy).maxReceiveCount == 5])
    error_message = "A queue gives a message up after another number of deliveries than five."
  }
  assert {
    condition = alltrue([for q in module.queue : jsondecode(q.redrive_allow.redrive_allow_policy) == {
      redrivePermission = "byQueue", sourceQueueArns = ["arn:aws:sqs:us-east-1:123456789012:${q.queue.name}"]
    }])
    error_message = "A dead-letter queue takes from other queues than its own."
  }
  assert {
    condition     = alltrue([for q in module.queue : q.dead.message_retention_seconds == 1209600])
    error_message = "A dead-letter queue keeps messages for less than 14 days."
  }
  assert {
    condition = alltrue(flatten([for q in module.queue : [for queue in [q.queue, q.dead] : anytrue([
      for s in jsondecode(queue.policy).Statement : s.Effect == "Deny" && s.Principal == "*" && s.Action == "sqs:*" && s.Resource == "arn:aws:sqs:us-east-1:123456789012:${queue.name}" && try(s.Condition.Bool["aws:SecureTransport"], "") == "false"
    ])]]))
    error_message = "A queue or dead-letter queue answers without TLS."
  }
  assert {
    condition = alltrue(flatten([for q in module.queue : [for queue in [q.queue, q.dead] : [
      for s in jsondecode(queue.policy).Statement : s.Effect == "Deny" || (s.Action == "sqs:SendMessage" && can(s.Principal.Service) && can(s.Condition.ArnEquals["aws:SourceArn"]) && try(s.Condition.StringEquals["aws:SourceAccount"], "") == "123456789012")
    ]]]))
    error_message = "A queue's policy lets others do more than send, or lets them send for anybody."
  }
  assert {
    condition     = alltrue([for q in module.queue : q.queue.sqs_managed_sse_enabled && q.dead.sqs_managed_sse_enabled])
    error_message = "A queue is not encrypted."
  }
  assert {
    condition     = alltrue([for q in module.queue : q.alarms.dead.dimensions.QueueName == q.dead.name && q.alarms.dead.threshold == 0 && q.alarms.dead.comparison_operator == "GreaterThanThreshold" && length(q.alarms.dead.alarm_actions) == 1])
    error_message = "A dead-letter queue has no alarm that somebody hears."
  }
  assert {
    condition     = alltrue([for q in module.queue : q.alarms.age.dimensions.QueueName == q.queue.name && length(q.alarms.age.alarm_actions) == 1])
    error_message = "A queue has no alarm on the age of its oldest message."
  }

  # --- functions ---
  assert {
    condition     = length(module.function) == 3 && alltrue([for f in module.function : contains(f.mapping.function_response_types, "ReportBatchItemFailures")])
    error_message = "A function's failures are not reported message by message."
  }
  assert {
    condition     = alltrue([for f in module.function : f.mapping.batch_size == 1])
    error_message = "A function gets more than one message at a time."
  }
  assert {
    condition     = alltrue([for f in module.function : f.function.reserved_concurrent_executions >= f.mapping.scaling_config[0].maximum_concurrency])
    error_message = "A function has less concurrency reserved than its queue may use."
  }
  assert {
    condition     = alltrue([for f in module.function : f.recursion.recursive_loop == "Allow"])
    error_message = "A function is stopped when it hands on what is left for the sixteenth time."
  }
  assert {
    condition     = alltrue([for f in module.function : length(f.function.vpc_config) == 0])
    error_message = "A function is in a VPC."
  }
  assert {
    condition     = alltrue([for f in module.function : f.log_group.name == "/aws/lambda/${f.function.function_name}" && f.log_group.retention_in_days > 0])
    error_message = "A function's log lines are kept for ever."
  }
  assert {
    condition     = alltrue([for f in module.function : length(f.alarms.errors.alarm_actions) == 1])
    error_message = "A function has no alarm on its errors."
  }
  assert {
    condition     = alltrue([for f in module.function : tonumber(lookup(f.function.environment[0].variables, "PAIRMILL_TASK_SECONDS", 0)) <= f.function.timeout - 60]) && module.function["download"].function.environment[0].variables.PAIRMILL_TASK_SECONDS == "240"
    error_message = "A function takes work up in its last minute."
  }

  # --- roles ---
  assert {
    condition     = length(output.permissions) == 6 && alltrue(flatten([for name, ps in output.permissions : [for p in ps : [for action in p.actions : !strcontains(action, "*")]]]))
    error_message = "A role may do `*`."
  }
  assert {
    condition = alltrue(flatten([for name, ps in output.permissions : [for p in ps : [
      for resource in p.resources : can(regex("^arn:aws:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[^*]{4,}", resource)) ||
      (resource == "*" && length(setsubtract(p.actions, ["ecr:GetAuthorizationToken", "ecs:DiscoverPollEndpoint"])) == 0)
    ]]]))
    error_message = "A role may do something to a resource that is not named."
  }
  assert {
    condition = merge(concat([for f in module.function : f.policies], [for s in module.scorer : s.policies])...) == {
      for name, ps in output.permissions : name => jsonencode({
        Version   = "2012-10-17"
        Statement = [for p in ps : { Effect = "Allow", Action = p.actions, Resource = p.resources }]
      })
    }
    error_message = "A role's policy is not what the output `permissions` says."
  }
  assert {
    condition = alltrue(flatten([for name, ps in output.permissions : [for p in ps : [
      for resource in p.resources : !contains(p.actions, "s3:PutObject") || startswith(resource, "arn:aws:s3:::pairmill-test/runs/*/") || resource == "arn:aws:s3:::pairmill-test/unfinished/*"
    ]]]))
    error_message = "A role may write outside of runs/ and unfinished/."
  }

  # --- bucket ---
  assert {
    condition     = module.bucket.public_access.block_public_acls && module.bucket.public_access.block_public_policy && module.bucket.public_access.ignore_public_acls && module.bucket.public_access.restrict_public_buckets
    error_message = "The bucket is open to the public."
  }
  assert {
    condition     = module.bucket.ownership.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "The bucket holds what others own."
  }
  assert {
    condition     = alltrue([for r in module.bucket.encryption.rule : r.apply_server_side_encryption_by_default[0].sse_algorithm == "AES256"])
    error_message = "The bucket is not encrypted."
  }
  assert {
    condition = anytrue([for s in jsondecode(module.bucket.policy.policy).Statement : s.Effect == "Deny" && s.Principal == "*" && s.Action == "s3:*" &&
    s.Resource == ["arn:aws:s3:::pairmill-test", "arn:aws:s3:::pairmill-test/*"] && try(s.Condition.Bool["aws:SecureTransport"], "") == "false"])
    error_message = "The bucket answers without TLS."
  }
  assert {
    condition = { for r in module.bucket.lifecycle.rule : r.id => try(r.expiration[0].days, 0) if r.status == "Enabled" } == {
      aborted-uploads = 0, pairs = 14, pictures = 3
    }
    error_message = "Pictures are kept for another time than 3 days, or pairs than 14."
  }
  assert {
    condition     = anytrue([for r in module.bucket.lifecycle.rule : try(r.abort_incomplete_multipart_upload[0].days_after_initiation, 0) == 1])
    error_message = "Aborted uploads are kept."
  }
  assert {
    condition     = alltrue([for r in module.bucket.lifecycle.rule : r.id == "aborted-uploads" || try(r.filter[0].tag[0].key == "content" && r.filter[0].tag[0].value == r.id, false)])
    error_message = "A rule deletes what has another tag than its own."
  }
  assert {
    condition     = module.bucket.notification.queue[0].filter_prefix == "incoming/"
    error_message = "Notices are sent of other objects than archives that land."
  }

  # --- scorer ---
  assert {
    condition     = length(module.scorer) == 1 && alltrue([for s in module.scorer : s.group.min_size == 0 && s.target.min_capacity == 0 && s.service.desired_count == 0])
    error_message = "A GPU runs while there is nothing to score."
  }
  assert {
    condition     = alltrue([for s in module.scorer : s.group.max_size == 4 && s.target.max_capacity == s.group.max_size])
    error_message = "More GPUs may run than scorer_instances_max."
  }
  assert {
    condition = alltrue([for s in module.scorer : alltrue([for d in s.group.mixed_instances_policy[0].instances_distribution :
      d.on_demand_base_capacity == 0 && d.on_demand_percentage_above_base_capacity == 0 && d.spot_allocation_strategy == "price-capacity-optimized"
    ])])
    error_message = "A GPU is not from Spot."
  }
  assert {
    condition     = alltrue([for s in module.scorer : s.template.metadata_options[0].http_tokens == "required" && s.template.metadata_options[0].http_put_response_hop_limit == 1])
    error_message = "Containers reach the instance's credentials."
  }
  assert {
    condition     = alltrue([for s in module.scorer : strcontains(base64decode(s.template.user_data), "ECS_AWSVPC_BLOCK_IMDS=true")])
    error_message = "Tasks reach the instance's metadata."
  }
  assert {
    condition     = alltrue(flatten([for s in module.scorer : [for subnet in s.subnets : !subnet.map_public_ip_on_launch]])) && alltrue([for s in module.scorer : s.service.network_configuration[0].assign_public_ip == false])
    error_message = "A scorer has a public address."
  }
  assert {
    condition     = alltrue([for s in module.scorer : toset(keys(s.endpoints)) == toset(["s3", "ecr.api", "ecr.dkr", "ecs", "ecs-agent", "ecs-telemetry", "logs", "sqs"])])
    error_message = "A scorer does not reach a service that it needs, or reaches one that it does not."
  }
  assert {
    condition     = alltrue([for s in module.scorer : s.repository.image_tag_mutability == "IMMUTABLE"])
    error_message = "An image's tag may be moved."
  }

  # --- alarms ---
  assert {
    condition     = alltrue([for a in concat(values(module.dashboard.alarms), [for s in module.scorer : s.alarms.idle]) : length(a.alarm_actions) == 1]) && toset(keys(module.dashboard.alarms)) == toset(["kept", "robots", "spend"])
    error_message = "An alarm is missing, or nobody hears it."
  }
}

# A plan does not tell what is nowhere, so this reads the text.
run "nowhere_else" {
  command = plan
  module {
    source = "./tests/source"
  }
  assert {
    condition     = length(output.files) > 10 && alltrue([for text in output.files : !can(regex("\"aws_(nat_gateway|internet_gateway|egress_only_internet_gateway|eip)\"", text))])
    error_message = "There is a gateway to the internet."
  }
  assert {
    condition = alltrue(flatten([for file, text in output.files : [
      for type, home in { sqs_queue = "queue", lambda_function = "function", lambda_event_source_mapping = "function", s3_bucket = "bucket" } :
      file == "modules/${home}/main.tf" || !strcontains(text, "resource \"aws_${type}\"")
    ]]))
    error_message = "A queue, function or bucket is made outside of its module, where no other test looks."
  }
  assert {
    condition = alltrue([for file, text in output.files :
      contains(["modules/function/main.tf", "modules/scorer/roles.tf"], file) || !can(regex("resource \"aws_iam_(role|role_policy|user|policy|group)\"", text))
    ]) && alltrue([for text in output.files : !can(regex("\"aws_iam_[a-z_]*attachment\"", text))])
    error_message = "A role or a policy is made where no other test looks."
  }
}

run "stop_switch" {
  command = plan
  variables {
    enabled = false
  }
  assert {
    condition     = alltrue([for f in module.function : !f.mapping.enabled]) && aws_cloudwatch_event_rule.schedule.state == "DISABLED" && alltrue([for s in module.scorer : s.target.max_capacity == 0])
    error_message = "Something goes on while `enabled` is false."
  }
}

run "without_a_scorer" {
  command = plan
  variables {
    scorer               = false
    scorer_instances_max = 0
  }
  assert {
    condition     = toset(keys(module.queue)) == toset(["extract", "dataset", "download"]) && length(module.scorer) == 0 && !contains(keys(module.dashboard.alarms), "kept")
    error_message = "Something of a scorer is there where `scorer` is false."
  }
  assert {
    condition     = anytrue([for p in output.permissions["pairmill-download"] : p.actions == tolist(["sqs:SendMessage"]) && contains(p.resources, "arn:aws:sqs:us-east-1:123456789012:pairmill-dataset.fifo")])
    error_message = "Without a scorer, download may not send to the dataset queue."
  }
}

run "a_queue_for_a_scorer_elsewhere" {
  command = plan
  variables {
    scorer_instances_max = 0
  }
  assert {
    condition     = contains(keys(module.queue), "score") && length(module.scorer) == 0 && contains(keys(output.permissions), "pairmill-scorer")
    error_message = "With scorer_instances_max 0 there must be the queue and the permissions, and nothing else of the scorer."
  }
}

run "no_contact" {
  command = plan
  variables {
    contact = ""
  }
  expect_failures = [var.contact]
}

run "private_addresses_on_aws" {
  command = plan
  variables {
    allow_addresses = ["127.0.0.0/8"]
  }
  expect_failures = [var.allow_addresses]
}

run "short_visibility_on_aws" {
  command = plan
  variables {
    visibility_seconds = 60
  }
  expect_failures = [var.visibility_seconds]
}
