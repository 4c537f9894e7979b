# Two roles: what the program may do (task), and what starts it may do (execution).
locals {
  repository_arn = "arn:${var.partition}:ecr:${var.region}:${var.account}:repository/${var.name}"
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
  }
}

resource "aws_iam_role" "own" {
  for_each = local.permissions
  name     = each.key
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = var.account } }
    }]
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
