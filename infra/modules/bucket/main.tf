resource "aws_s3_bucket" "own" {
  bucket        = var.name
  force_destroy = var.disposable
}

resource "aws_s3_bucket_public_access_block" "own" {
  bucket                  = aws_s3_bucket.own.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [var.arn, "${var.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
  depends_on = [aws_s3_bucket_public_access_block.own]
}

# Pictures and pairs are told by tags that whoever writes them sets: a rule's filter knows no pattern such as runs/*/samples/.
resource "aws_s3_bucket_lifecycle_configuration" "own" {
  bucket = aws_s3_bucket.own.id

  rule {
    id     = "aborted-uploads"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  dynamic "rule" {
    for_each = { for content, days in var.expire_days : content => days if days > 0 }
    content {
      id     = rule.key
      status = "Enabled"
      filter {
        tag {
          key   = "content"
          value = rule.key
        }
      }
      expiration {
        days = rule.value
      }
    }
  }

  dynamic "rule" {
    for_each = var.expire_below
    content {
      id     = trim(rule.key, "/")
      status = "Enabled"
      filter {
        prefix = rule.key
      }
      expiration {
        days = rule.value
      }
    }
  }
}

# S3 sends a test event at once, so the queue must let it send by then.
resource "aws_s3_bucket_notification" "own" {
  bucket = aws_s3_bucket.own.id
  queue {
    id            = "archives"
    queue_arn     = var.notices.queue_arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = var.notices.prefix
  }
}
