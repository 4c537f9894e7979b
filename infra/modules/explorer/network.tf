# A network that is there, where the visitors' own way leads. Nothing in it is changed but for two security groups.
data "aws_subnet" "first" {
  id = var.subnets[0]
}

data "aws_vpc" "given" {
  id = data.aws_subnet.first.vpc_id
}

data "aws_ec2_managed_prefix_list" "s3" {
  name = "com.amazonaws.${var.region}.s3"
}

resource "aws_security_group" "balancer" {
  name        = "${var.name}-balancer"
  description = "The balancer: reached by visitors, and reaches the explorer."
  vpc_id      = data.aws_vpc.given.id
}

resource "aws_security_group" "explorer" {
  name        = var.name
  description = "The explorer: reached by its balancer, and reaches endpoints and S3 alone."
  vpc_id      = data.aws_vpc.given.id
}

resource "aws_vpc_security_group_ingress_rule" "visitors" {
  for_each          = toset(var.visitors)
  security_group_id = aws_security_group.balancer.id
  description       = "Visitors"
  cidr_ipv4         = each.key
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "balancer_to_explorer" {
  security_group_id            = aws_security_group.balancer.id
  description                  = "The explorer"
  referenced_security_group_id = aws_security_group.explorer.id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
}

resource "aws_vpc_security_group_ingress_rule" "balancer" {
  security_group_id            = aws_security_group.explorer.id
  description                  = "The balancer"
  referenced_security_group_id = aws_security_group.balancer.id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
}

# Whether or not this network has a way to the internet, the explorer has none.
resource "aws_vpc_security_group_egress_rule" "explorer_to_endpoints" {
  security_group_id = aws_security_group.explorer.id
  description       = "Endpoints of ECR and logs"
  cidr_ipv4         = data.aws_vpc.given.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "explorer_to_s3" {
  security_group_id = aws_security_group.explorer.id
  description       = "S3"
  prefix_list_id    = data.aws_ec2_managed_prefix_list.s3.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
