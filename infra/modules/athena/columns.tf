# The columns of pairmill.row.Tables as Athena knows their types, each table's whole. Files are read by the names of columns, so
# their order says nothing.
locals {
  columns = {
    pairs = {
      url             = "string"
      caption         = "string"
      hash            = "bigint"
      language        = "string"
      language_margin = "double"
      license         = "string"
      page_url        = "string"
      archive_file    = "string"
      archive_offset  = "bigint"
      ordinal         = "bigint"
      captured_at     = "timestamp"
      crawl           = "string"
      host            = "string"
      bucket          = "int"
    }
    rows = {
      key              = "string"
      status           = "string"
      error_message    = "string"
      url              = "string"
      caption          = "string"
      hash             = "bigint"
      language         = "string"
      language_margin  = "double"
      license          = "string"
      page_url         = "string"
      archive_file     = "string"
      archive_offset   = "bigint"
      ordinal          = "bigint"
      captured_at      = "timestamp"
      crawl            = "string"
      width            = "int"
      height           = "int"
      similarity       = "double"
      punsafe          = "double"
      pwatermark       = "double"
      aesthetic        = "double"
      faces            = "int"
      md5              = "string"
      sha256           = "string"
      pdq              = "string"
      mean_color       = "string"
      exif             = "string"
      fetched_at       = "timestamp"
      final_url        = "string"
      consent_evidence = "string"
    }
  }
}
