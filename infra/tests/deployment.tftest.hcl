# What must hold of every queue, function, role and bucket there is, seen in a plan of what stands in envs/prod.tfvars, and of both
# options beside it.
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
  mock_data "aws_subnet" {
    defaults = { vpc_id = "vpc-0a" }
  }
  mock_data "aws_vpc" {
    defaults = { id = "vpc-0a", cidr_block = "10.7.0.0/16" }
  }
  mock_data "aws_ec2_managed_prefix_list" {
    defaults = { id = "pl-0a" }
  }
  mock_resource "aws_ecr_repository" {
    defaults = { repository_url = "123456789012.dkr.ecr.us-east-1.amazonaws.com/mock" }
  }
  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a" }
  }
  mock_resource "aws_lb" {
    defaults = {
      arn        = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/mock/0a"
      arn_suffix = "app/mock/0a"
      dns_name   = "internal-mock.us-east-1.elb.amazonaws.com"
    }
  }
  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/mock/0a", arn_suffix = "targetgroup/mock/0a" }
  }
  mock_resource "aws_lb_listener" {
    defaults = { arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/mock/0a/0b" }
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
  variables {
    athena_gigabytes = 100
    explorer = {
      run         = "november"
      name        = "pairs.example.org"
      certificate = "arn:aws:acm:us-east-1:123456789012:certificate/0a"
      visitors    = ["10.1.0.0/16", "192.168.7.0/24"]
      subnets     = ["subnet-0a", "subnet-0b"]
    }
  }

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
    condition     = alltrue([for f in module.function : f.log_group.name == "/aws/lambda/${f.function.function_name}"])
    error_message = "A function logs to another group than its own."
  }
  assert {
    condition     = length(concat(values(module.function), module.scorer, module.explorer)) == 5 && alltrue([for m in concat(values(module.function), module.scorer, module.explorer) : m.log_group.retention_in_days > 0])
    error_message = "Somebody's log lines are kept for ever."
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
    condition     = length(output.permissions) == 8 && alltrue(flatten([for name, ps in output.permissions : [for p in ps : [for action in p.actions : !strcontains(action, "*")]]]))
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
    condition = merge([for m in concat(values(module.function), module.scorer, module.explorer) : m.policies]...) == {
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

  assert {
    condition = output.permissions["pairmill-explorer"] == tolist([
      { actions = tolist(["s3:GetObject"]), resources = tolist(["arn:aws:s3:::pairmill-test/runs/november/dataset/*"]) }
    ])
    error_message = "The explorer may do more than read its dataset."
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
      aborted-uploads = 0, pairs = 14, pictures = 3, queries = 7
    }
    error_message = "Pictures are kept for another time than 3 days, pairs than 14, or results of queries than 7."
  }
  assert {
    condition     = anytrue([for r in module.bucket.lifecycle.rule : try(r.abort_incomplete_multipart_upload[0].days_after_initiation, 0) == 1])
    error_message = "Aborted uploads are kept."
  }
  assert {
    condition     = alltrue([for r in module.bucket.lifecycle.rule : r.id == "aborted-uploads" || (r.id == "queries" ? r.filter[0].prefix == "queries/" : try(r.filter[0].tag[0].key == "content" && r.filter[0].tag[0].value == r.id, false))])
    error_message = "A rule deletes what has another tag than its own, or stands in another folder."
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

  # --- images and tasks, of the scorer and of the explorer ---
  assert {
    condition     = alltrue([for m in concat(module.scorer, module.explorer) : m.repository.image_tag_mutability == "IMMUTABLE"])
    error_message = "An image's tag may be moved."
  }
  assert {
    condition     = alltrue([for m in concat(module.scorer, module.explorer) : m.repository.image_scanning_configuration[0].scan_on_push])
    error_message = "An image is not scanned."
  }
  assert {
    condition     = alltrue(flatten([for m in concat(module.scorer, module.explorer) : [for c in jsondecode(m.task.container_definitions) : c.readonlyRootFilesystem]]))
    error_message = "A container may write to its image."
  }
  assert {
    condition     = alltrue(flatten([for m in concat(module.scorer, module.explorer) : [for c in jsondecode(m.task.container_definitions) : can(regex("^[1-9][0-9]*:[1-9][0-9]*$", c.user)) && c.linuxParameters.capabilities.drop == ["ALL"]]]))
    error_message = "A container runs as root, or may do what root may."
  }
  assert {
    condition     = alltrue([for m in concat(module.scorer, module.explorer) : m.service.network_configuration[0].assign_public_ip == false && !coalesce(m.service.enable_execute_command, false)])
    error_message = "A task has a public address, or lets somebody in by a shell."
  }

  # --- explorer ---
  assert {
    condition     = length(module.explorer) == 1 && alltrue([for e in module.explorer : e.balancer.internal && e.balancer.load_balancer_type == "application" && e.balancer.drop_invalid_header_fields && e.balancer.preserve_host_header])
    error_message = "A balancer is open to the internet, passes on headers that are none, or hides the name that was called."
  }
  assert {
    condition     = alltrue([for e in module.explorer : e.listener.protocol == "HTTPS" && e.listener.port == 443 && startswith(e.listener.ssl_policy, "ELBSecurityPolicy-TLS13-1-2-Res-")])
    error_message = "A balancer listens without TLS, or with an old one."
  }
  assert {
    condition     = alltrue([for e in module.explorer : e.listener.certificate_arn == "arn:aws:acm:us-east-1:123456789012:certificate/0a"])
    error_message = "A balancer shows another certificate than the one that was given."
  }
  assert {
    condition = alltrue(flatten([for e in module.explorer : [for rule in e.ingress :
      rule.cidr_ipv4 == null ? rule.referenced_security_group_id != null : contains(["10.1.0.0/16", "192.168.7.0/24"], rule.cidr_ipv4) && rule.from_port == 443
    ]])) && alltrue([for e in module.explorer : length([for rule in e.ingress : rule if rule.cidr_ipv4 != null]) == 2])
    error_message = "Others than the given networks and the balancer get in, or one of them does not."
  }
  assert {
    condition     = alltrue(flatten([for e in module.explorer : [for rule in e.egress : rule.cidr_ipv4 == null || rule.cidr_ipv4 == "10.7.0.0/16"]]))
    error_message = "The explorer reaches what is outside of its network."
  }
  assert {
    condition     = alltrue([for e in module.explorer : e.service.desired_count == 1 && e.task.requires_compatibilities == toset(["FARGATE"])])
    error_message = "There is not one task of the explorer, on Fargate."
  }
  assert {
    condition     = alltrue([for e in module.explorer : e.target.health_check[0].path == "/-/health" && e.target.health_check[0].matcher == "200"])
    error_message = "The explorer is not asked whether it answers."
  }
  assert {
    condition = alltrue(flatten([for e in module.explorer : [for c in jsondecode(e.task.container_definitions) :
      c.command == ["s3://pairmill-test/runs/november", "--name", "pairs.example.org"] && c.mountPoints == [{ sourceVolume = "work", containerPath = "/tmp" }]
    ]]))
    error_message = "The explorer shows another dataset, goes by another name, or has nowhere to write."
  }

  # --- athena ---
  assert {
    condition     = length(module.athena) == 1 && alltrue([for a in module.athena : a.workgroup.configuration[0].enforce_workgroup_configuration])
    error_message = "Who asks Athena may choose where results go."
  }
  assert {
    condition     = alltrue([for a in module.athena : a.workgroup.configuration[0].bytes_scanned_cutoff_per_query == 100000000000])
    error_message = "A query may read more than athena_gigabytes."
  }
  assert {
    condition = alltrue([for a in module.athena : alltrue([for r in a.workgroup.configuration[0].result_configuration :
      r.output_location == "s3://pairmill-test/queries/" && r.expected_bucket_owner == "123456789012" && try(r.encryption_configuration[0].encryption_option, "") == "SSE_S3"
    ])])
    error_message = "Results of queries go elsewhere than below queries/, or are not encrypted."
  }
  assert {
    condition     = alltrue([for a in module.athena : a.workgroup.configuration[0].engine_version[0].selected_engine_version == "Athena engine version 3"])
    error_message = "The engine of Athena is not the one that was chosen."
  }
  assert {
    condition = alltrue([for a in module.athena : { for name, t in a.tables : name => t.parameters["storage.location.template"] } == {
      pairs = "s3://pairmill-test/runs/$${run}/extract/pairs/"
      rows  = "s3://pairmill-test/runs/$${run}/dataset/$${split}/"
    }])
    error_message = "A table reads another folder than its own."
  }
  assert {
    condition = alltrue(flatten([for a in module.athena : [for t in a.tables :
      t.parameters["projection.enabled"] == "true" && t.parameters["projection.run.type"] == "injected" &&
      alltrue([for key in t.partition_keys : can(t.parameters["projection.${key.name}.type"]) && strcontains(t.parameters["storage.location.template"], "$${${key.name}}")])
    ]]))
    error_message = "A partition of a table is neither told nor computed."
  }

  # --- alarms ---
  assert {
    condition     = alltrue([for a in concat(values(module.dashboard.alarms), [for s in module.scorer : s.alarms.idle], flatten([for e in module.explorer : values(e.alarms)])) : length(a.alarm_actions) == 1]) && toset(keys(module.dashboard.alarms)) == toset(["kept", "robots", "spend"]) && toset(flatten([for e in module.explorer : keys(e.alarms)])) == toset(["pairmill-explorer-down", "pairmill-explorer-fails"])
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
      for type, home in {
        sqs_queue = "queue", lambda_function = "function", lambda_event_source_mapping = "function", s3_bucket = "bucket",
        lb        = "explorer", lb_listener = "explorer", athena_workgroup = "athena", glue_catalog_table = "athena",
      } :
      file == "modules/${home}/main.tf" || !strcontains(text, "resource \"aws_${type}\"")
    ]]))
    error_message = "A queue, function, bucket, balancer or table is made outside of its module, where no other test looks."
  }
  assert {
    condition     = alltrue([for file, text in output.files : startswith(file, "modules/scorer/") || startswith(file, "modules/explorer/") || !can(regex("resource \"aws_(ecr_repository|ecs_task_definition|ecs_service|security_group|vpc_security_group_[a-z_]*)\"", text))])
    error_message = "A task, an image or a rule of a network is made where no other test looks."
  }
  assert {
    condition     = alltrue([for text in output.files : !can(regex("\"(0[.]0[.]0[.]0/0|::/0)\"", text))])
    error_message = "A rule is for all the world."
  }
  assert {
    condition = alltrue([for file, text in output.files :
      contains(["modules/function/main.tf", "modules/scorer/roles.tf", "modules/explorer/roles.tf"], file) || !can(regex("resource \"aws_iam_(role|role_policy|user|policy|group)\"", text))
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

run "without_options" {
  command = plan
  assert {
    condition     = length(module.athena) == 0 && length(module.explorer) == 0 && output.athena == null && output.explorer == null
    error_message = "An option is there that nobody asked for."
  }
  assert {
    condition     = !contains([for r in module.bucket.lifecycle.rule : r.id], "queries") && length([for name, ps in output.permissions : name if strcontains(name, "explorer")]) == 0
    error_message = "Something of an option is there that nobody asked for."
  }
}

run "an_explorer_at_rest" {
  command = plan
  variables {
    explorer = {
      run         = "november"
      name        = "pairs.example.org"
      certificate = "arn:aws:acm:us-east-1:123456789012:certificate/0a"
      visitors    = ["10.1.0.0/16"]
      subnets     = ["subnet-0a", "subnet-0b"]
      running     = false
    }
  }
  assert {
    condition     = alltrue([for e in module.explorer : e.service.desired_count == 0 && length(e.alarms) == 0])
    error_message = "The explorer runs, or is missed, while `running` is false."
  }
}

run "all_the_world_as_visitors" {
  command = plan
  variables {
    explorer = {
      run         = "november"
      name        = "pairs.example.org"
      certificate = "arn:aws:acm:us-east-1:123456789012:certificate/0a"
      visitors    = ["10.1.0.0/16", "0.0.0.0/0"]
      subnets     = ["subnet-0a", "subnet-0b"]
    }
  }
  expect_failures = [var.explorer]
}
