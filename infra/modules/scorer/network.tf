# Subnets without any way out but to the services that a scorer calls: no internet, so no gateway and no NAT.
data "aws_availability_zones" "available" {
  state = "available"
}

locals {
  # Where there is spare capacity differs by zone, so instances may be in any of three.
  zones     = slice(data.aws_availability_zones.available.names, 0, min(3, length(data.aws_availability_zones.available.names)))
  endpoints = ["ecr.api", "ecr.dkr", "ecs", "ecs-agent", "ecs-telemetry", "logs", "sqs"]
}

resource "aws_vpc" "own" {
  cidr_block           = "10.64.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = var.name }
}

# Whatever names no security group gets one that allows nothing.
resource "aws_default_security_group" "own" {
  vpc_id = aws_vpc.own.id
}

resource "aws_subnet" "private" {
  for_each                = { for n, zone in local.zones : zone => n }
  vpc_id                  = aws_vpc.own.id
  availability_zone       = each.key
  cidr_block              = cidrsubnet(aws_vpc.own.cidr_block, 2, each.value)
  map_public_ip_on_launch = false
  tags                    = { Name = "${var.name}-${each.key}" }
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.own.id
  tags   = { Name = var.name }
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.private.id
}

# The work bucket, and the bucket that layers of images are served from.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.own.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "WorkBucket"
        Effect    = "Allow"
        Principal = { AWS = aws_iam_role.own[var.name].arn }
        Action    = distinct(flatten([for p in local.on_bucket : p.actions]))
        Resource  = distinct(flatten([for p in local.on_bucket : p.resources]))
      },
      {
        Sid       = "ImageLayers"
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource  = "arn:${var.partition}:s3:::prod-${var.region}-starport-layer-bucket/*"
      },
    ]
  })
}

locals {
  on_bucket = [for p in var.permissions : p if alltrue([for action in p.actions : startswith(action, "s3:")])]
}

# In one zone: each zone more costs as much again every hour, and a scorer can wait for a zone.
resource "aws_vpc_endpoint" "interface" {
  for_each            = toset(local.endpoints)
  vpc_id              = aws_vpc.own.id
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.private[local.zones[0]].id]
  security_group_ids  = [aws_security_group.endpoints.id]
}

resource "aws_security_group" "scorer" {
  name        = var.name
  description = "Scorers: nothing reaches them, and they reach the endpoints alone."
  vpc_id      = aws_vpc.own.id
}

resource "aws_security_group" "endpoints" {
  name        = "${var.name}-endpoints"
  description = "Endpoints: reached by scorers alone."
  vpc_id      = aws_vpc.own.id
}

resource "aws_vpc_security_group_egress_rule" "scorer_to_endpoints" {
  security_group_id            = aws_security_group.scorer.id
  description                  = "SQS, ECR, ECS, logs"
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "scorer_to_s3" {
  security_group_id = aws_security_group.scorer.id
  description       = "S3"
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_scorer" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "Scorers"
  referenced_security_group_id = aws_security_group.scorer.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
