locals {
  port = 7750
}

resource "aws_ecr_repository" "own" {
  name                 = var.name
  image_tag_mutability = "IMMUTABLE"
  force_delete         = true
  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "own" {
  repository = aws_ecr_repository.own.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "the last five images"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 5 }
      action       = { type = "expire" }
    }]
  })
}

resource "aws_cloudwatch_log_group" "own" {
  name              = local.log_group
  retention_in_days = var.log_days
}

resource "aws_ecs_cluster" "own" {
  name = var.name
}

# The dataset and its index are brought anew by each task, into what is its own for as long as it lives.
resource "aws_ecs_task_definition" "own" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 2048
  memory                   = 8192
  task_role_arn            = aws_iam_role.own[var.name].arn
  execution_role_arn       = aws_iam_role.own["${var.name}-execution"].arn
  ephemeral_storage {
    size_in_gib = 100
  }

  container_definitions = jsonencode([{
    name                   = "explorer"
    image                  = "${aws_ecr_repository.own.repository_url}:${var.image_tag}"
    command                = [var.dataset, "--name", var.site]
    essential              = true
    user                   = "10001:10001"
    readonlyRootFilesystem = true
    linuxParameters        = { capabilities = { drop = ["ALL"] } }
    environment            = [for name, value in local.environment : { name = name, value = value }]
    portMappings           = [{ containerPort = local.port, protocol = "tcp" }]
    mountPoints            = [{ sourceVolume = "work", containerPath = "/tmp" }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = local.log_group
        awslogs-region        = var.region
        awslogs-stream-prefix = "explorer"
      }
    }
  }])

  # The image declares this folder: so it is handed over with the image's permissions, and not root's.
  volume {
    name = "work"
  }
}

locals {
  # Who asks too much is told by the address that the balancer names, not by the balancer's own.
  environment = merge(var.environment, { QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING = "true" })
}

resource "aws_ecs_service" "own" {
  name            = var.name
  cluster         = aws_ecs_cluster.own.id
  task_definition = aws_ecs_task_definition.own.arn
  launch_type     = "FARGATE"
  desired_count   = var.tasks
  # It answers once its dataset is here and indexed: an hour for some tens of millions of rows.
  health_check_grace_period_seconds = 7200

  network_configuration {
    subnets          = var.subnets
    security_groups  = [aws_security_group.explorer.id]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.own.arn
    container_name   = "explorer"
    container_port   = local.port
  }
  depends_on = [aws_lb_listener.https, aws_iam_role_policy.own]
}

resource "aws_lb" "own" {
  name                       = var.name
  internal                   = true
  load_balancer_type         = "application"
  subnets                    = var.subnets
  security_groups            = [aws_security_group.balancer.id]
  drop_invalid_header_fields = true
  preserve_host_header       = true
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.own.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = var.certificate
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.own.arn
  }
}

resource "aws_lb_target_group" "own" {
  name                 = var.name
  target_type          = "ip"
  vpc_id               = data.aws_vpc.given.id
  port                 = local.port
  protocol             = "HTTP"
  deregistration_delay = 30
  health_check {
    path    = "/-/health"
    matcher = "200"
  }
}
