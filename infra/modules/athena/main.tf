# Where the files of a table stand below the folder of a run, and the values of its partitions that are known beforehand. The run
# itself is named by each query: nothing has to be told of new runs, and no query reads all of them by mistake.
locals {
  folders = {
    pairs = { below = "extract/pairs/", splits = [] }
    rows  = { below = "dataset/$${split}/", splits = ["en", "multi", "nolang"] }
  }
  partitions = { for table, folder in local.folders : table => length(folder.splits) > 0 ? ["run", "split"] : ["run"] }
}

resource "aws_glue_catalog_database" "own" {
  name        = replace(var.name, "-", "_")
  description = "What the runs of ${var.name} made."
}

resource "aws_glue_catalog_table" "own" {
  for_each      = local.folders
  name          = each.key
  database_name = aws_glue_catalog_database.own.name
  table_type    = "EXTERNAL_TABLE"

  parameters = merge(
    {
      EXTERNAL                    = "TRUE"
      classification              = "parquet"
      "projection.enabled"        = "true"
      "projection.run.type"       = "injected"
      "storage.location.template" = "s3://${var.bucket}/runs/$${run}/${each.value.below}"
    },
    length(each.value.splits) == 0 ? {} : {
      "projection.split.type"   = "enum"
      "projection.split.values" = join(",", each.value.splits)
    },
  )

  dynamic "partition_keys" {
    for_each = local.partitions[each.key]
    content {
      name = partition_keys.value
      type = "string"
    }
  }

  storage_descriptor {
    location      = "s3://${var.bucket}/runs/"
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"
    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }
    dynamic "columns" {
      for_each = local.columns[each.key]
      content {
        name = columns.key
        type = columns.value
      }
    }
  }
}

# Who asks cannot choose where results go, nor how much a query may read.
resource "aws_athena_workgroup" "own" {
  name          = var.name
  description   = "Asks the tables of ${var.name}. A query that reads more than ${var.query_bytes} bytes is stopped."
  force_destroy = true

  configuration {
    enforce_workgroup_configuration    = true
    bytes_scanned_cutoff_per_query     = var.query_bytes
    publish_cloudwatch_metrics_enabled = true
    engine_version {
      selected_engine_version = "Athena engine version 3"
    }
    result_configuration {
      output_location       = "s3://${var.bucket}/${var.results}/"
      expected_bucket_owner = var.account
      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}
