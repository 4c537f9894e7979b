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

# A service of ECS: as many tasks as the policies in scaling.tf ask for, each with a GPU to itself.
resource "aws_ecs_task_definition" "own" {
  family                   = var.name
  requires_compatibilities = ["EC2"]
  network_mode             = "awsvpc"
  task_role_arn            = aws_iam_role.own[var.name].arn
  execution_role_arn       = aws_iam_role.own["${var.name}-execution"].arn

  container_definitions = jsonencode([{
    name                   = "scorer"
    image                  = "${aws_ecr_repository.own.repository_url}:${var.image_tag}"
    essential              = true
    user                   = "10001:10001"
    memoryReservation      = 12288
    readonlyRootFilesystem = true
    # On SIGTERM it finishes its batch and releases the rest. A Spot instance is told two minutes ahead.
    stopTimeout          = 120
    linuxParameters      = { capabilities = { drop = ["ALL"] } }
    resourceRequirements = [{ type = "GPU", value = "1" }]
    environment          = [for name, value in var.environment : { name = name, value = value }]
    portMappings         = [{ containerPort = 8080, protocol = "tcp" }]
    mountPoints          = [{ sourceVolume = "scratch", containerPath = "/tmp" }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = local.log_group
        awslogs-region        = var.region
        awslogs-stream-prefix = "scorer"
      }
    }
  }])

  volume {
    name = "scratch"
    docker_volume_configuration {
      scope  = "task"
      driver = "local"
    }
  }
}

resource "aws_ecs_service" "own" {
  name            = var.name
  cluster         = aws_ecs_cluster.own.id
  task_definition = aws_ecs_task_definition.own.arn
  desired_count   = 0
  # A new version may first stop the old one: the queue keeps what waits.
  deployment_minimum_healthy_percent = 0
  deployment_maximum_percent         = 100

  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.own.name
    weight            = 1
  }
  network_configuration {
    subnets          = [for subnet in aws_subnet.private : subnet.id]
    security_groups  = [aws_security_group.scorer.id]
    assign_public_ip = false
  }
  lifecycle {
    ignore_changes = [desired_count]
  }
  depends_on = [aws_ecs_cluster_capacity_providers.own, aws_iam_role_policy.own]
}

resource "aws_launch_template" "own" {
  name                   = var.name
  update_default_version = true
  image_id               = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id"
  vpc_security_group_ids = [aws_security_group.scorer.id]

  iam_instance_profile {
    arn = aws_iam_instance_profile.own.arn
  }
  # One hop: containers do not reach the instance's credentials.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_type = "gp3"
      volume_size = 60
      encrypted   = true
    }
  }
  user_data = base64encode(<<-SCRIPT
    #!/bin/sh
    cat >>/etc/ecs/ecs.config <<CONFIG
    ECS_CLUSTER=${var.name}
    ECS_ENABLE_SPOT_INSTANCE_DRAINING=true
    ECS_AWSVPC_BLOCK_IMDS=true
    CONFIG
  SCRIPT
  )
}

resource "aws_autoscaling_group" "own" {
  name                  = var.name
  min_size              = 0
  max_size              = var.instances_max
  vpc_zone_identifier   = [for subnet in aws_subnet.private : subnet.id]
  capacity_rebalance    = true
  protect_from_scale_in = true
  force_delete          = true
  enabled_metrics       = ["GroupInServiceInstances"]

  mixed_instances_policy {
    instances_distribution {
      on_demand_base_capacity                  = 0
      on_demand_percentage_above_base_capacity = 0
      spot_allocation_strategy                 = "price-capacity-optimized"
    }
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.own.id
        version            = "$Latest"
      }
      dynamic "override" {
        for_each = ["g6.xlarge", "g6.2xlarge", "g5.xlarge", "g5.2xlarge"]
        content {
          instance_type = override.value
        }
      }
    }
  }
  # ECS looks for this tag; the group is its to size.
  tag {
    key                 = "AmazonECSManaged"
    value               = "true"
    propagate_at_launch = true
  }
  lifecycle {
    ignore_changes = [desired_capacity]
  }
}

resource "aws_ecs_capacity_provider" "own" {
  name = var.name
  auto_scaling_group_provider {
    auto_scaling_group_arn         = aws_autoscaling_group.own.arn
    managed_termination_protection = "ENABLED"
    managed_draining               = "ENABLED"
    managed_scaling {
      status          = "ENABLED"
      target_capacity = 100
    }
  }
}

resource "aws_ecs_cluster_capacity_providers" "own" {
  cluster_name       = aws_ecs_cluster.own.name
  capacity_providers = [aws_ecs_capacity_provider.own.name]
}
