# Three roles: what the program may do (task), what starts it may do (execution), and what the machine under it may do (instance).
locals {
  repository_arn = "arn:${var.partition}:ecr:${var.region}:${var.account}:repository/${var.name}"
  cluster_arn    = "arn:${var.partition}:ecs:${var.region}:${var.account}:cluster/${var.name}"
  instances_arn  = "arn:${var.partition}:ecs:${var.region}:${var.account}:container-instance/${var.name}/*"
  log_group      = "/ecs/${var.name}"

  permissions = {
    (var.name) = var.permissions
    "${var.name}-execution" = [
      # Knows no resource.
      { actions = ["ecr:GetAuthorizationToken"], resources = ["*"] },
      {
        actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        resources = [local.repository_arn]
      },
      {
        actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        resources = ["arn:${var.partition}:logs:${var.region}:${var.account}:log-group:${local.log_group}:log-stream:*"]
      },
    ]
    "${var.name}-instance" = [
      # Knows no resource.
      { actions = ["ecs:DiscoverPollEndpoint"], resources = ["*"] },
      {
        actions = [
          "ecs:RegisterContainerInstance", "ecs:DeregisterContainerInstance", "ecs:SubmitAttachmentStateChanges",
          "ecs:SubmitContainerStateChange", "ecs:SubmitTaskStateChange",
        ]
        resources = [local.cluster_arn]
      },
      {
        actions   = ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"]
        resources = [local.instances_arn]
      },
    ]
  }
  trusted = {
    (var.name)              = "ecs-tasks.amazonaws.com"
    "${var.name}-execution" = "ecs-tasks.amazonaws.com"
    "${var.name}-instance"  = "ec2.amazonaws.com"
  }
  # Only for our own tasks; instances say no account when they ask.
  trust_condition = {
    "ecs-tasks.amazonaws.com" = { Condition = { StringEquals = { "aws:SourceAccount" = var.account } } }
    "ec2.amazonaws.com"       = {}
  }
}

resource "aws_iam_role" "own" {
  for_each = local.permissions
  name     = each.key
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(
      { Effect = "Allow", Principal = { Service = local.trusted[each.key] }, Action = "sts:AssumeRole" },
      local.trust_condition[local.trusted[each.key]],
    )]
  })
}

resource "aws_iam_role_policy" "own" {
  for_each = local.permissions
  name     = "own"
  role     = aws_iam_role.own[each.key].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for p in each.value : { Effect = "Allow", Action = p.actions, Resource = p.resources }]
  })
}

resource "aws_iam_instance_profile" "own" {
  name = "${var.name}-instance"
  role = aws_iam_role.own["${var.name}-instance"].name
}
