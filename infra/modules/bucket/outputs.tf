output "name" {
  description = "The bucket's name, once there is one."
  value       = aws_s3_bucket.own.id
}

output "public_access" {
  description = "What blocks the public."
  value       = aws_s3_bucket_public_access_block.own
}

output "ownership" {
  description = "Who owns what others put there."
  value       = aws_s3_bucket_ownership_controls.own
}

output "encryption" {
  description = "How objects are encrypted."
  value       = aws_s3_bucket_server_side_encryption_configuration.own
}

output "policy" {
  description = "The bucket's policy."
  value       = aws_s3_bucket_policy.own
}

output "lifecycle" {
  description = "What is deleted when."
  value       = aws_s3_bucket_lifecycle_configuration.own
}

output "notification" {
  description = "Who is told of new objects."
  value       = aws_s3_bucket_notification.own
}
