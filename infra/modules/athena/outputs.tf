output "workgroup" {
  description = "What queries are asked in."
  value       = aws_athena_workgroup.own
}

output "database" {
  description = "What holds the tables."
  value       = aws_glue_catalog_database.own
}

output "tables" {
  description = "The tables, by name."
  value       = aws_glue_catalog_table.own
}
