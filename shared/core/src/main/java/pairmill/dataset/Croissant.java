package pairmill.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import pairmill.row.Column;
import pairmill.row.Row;
import pairmill.row.Tables;
import pairmill.run.Json;

/// `croissant.json`: the dataset in MLCommons' Croissant 1.0 vocabulary: its files, and every
/// column of their rows.
final class Croissant {
  private static final String CONTEXT =
      """
      {"@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column",
       "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
       "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
       "dct": "http://purl.org/dc/terms/", "equivalentProperty": "cr:equivalentProperty", "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract",
       "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject", "fileSet": "cr:fileSet",
       "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath",
       "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet",
       "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated", "replace": "cr:replace",
       "samplingRate": "cr:samplingRate", "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
       "transform": "cr:transform"}
      """;

  private Croissant() {}

  static ObjectNode of(Manifest manifest) {
    ObjectNode croissant = Json.MAPPER.createObjectNode();
    croissant.set("@context", context());
    croissant.put("@type", "sc:Dataset");
    croissant.put("name", "image_text_pairs");
    croissant.put("conformsTo", "http://mlcommons.org/croissant/1.0");
    croissant.put("description", "Image URLs and alt texts found in web archives; see README.md.");
    croissant.put("url", "README.md");
    croissant.put("license", "README.md#rights");
    croissant.put("version", "1.0.0");
    croissant.put("citeAs", manifest.spec().software());
    ArrayNode distribution = croissant.putArray("distribution");
    ArrayNode recordSets = croissant.putArray("recordSet");
    for (Manifest.File file : manifest.files()) {
      if (file.name().endsWith(".parquet")) {
        distribution.add(fileObject(file));
        recordSets.add(recordSet(file.name(), Tables.ROWS.columns()));
      }
    }
    return croissant;
  }

  private static ObjectNode context() {
    try {
      return (ObjectNode) Json.MAPPER.readTree(CONTEXT);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a constant that parses", e);
    }
  }

  private static ObjectNode fileObject(Manifest.File file) {
    return Json.MAPPER
        .createObjectNode()
        .put("@type", "cr:FileObject")
        .put("@id", file.name())
        .put("name", file.name())
        .put("contentUrl", file.name())
        .put("contentSize", file.bytes() + " B")
        .put("encodingFormat", "application/x-parquet")
        .put("sha256", file.sha256());
  }

  private static ObjectNode recordSet(String file, List<Column<Row>> columns) {
    String id = file.replace(".parquet", "");
    ObjectNode set = Json.MAPPER.createObjectNode();
    set.put("@type", "cr:RecordSet")
        .put("@id", id)
        .put("name", id)
        .put("description", "The rows of " + file);
    ArrayNode fields = set.putArray("field");
    for (Column<Row> column : columns) {
      ObjectNode field = fields.addObject();
      field
          .put("@type", "cr:Field")
          .put("@id", id + "/" + column.name())
          .put("name", id + "/" + column.name());
      field.put("description", column.description()).put("dataType", dataType(column));
      ObjectNode source = field.putObject("source");
      source.putObject("fileObject").put("@id", file);
      source.putObject("extract").put("column", column.name());
    }
    return set;
  }

  private static String dataType(Column<Row> column) {
    return switch (column.type()) {
      case TEXT -> "sc:Text";
      case INT, LONG -> "sc:Integer";
      case DOUBLE -> "sc:Float";
      case INSTANT -> "sc:DateTime";
    };
  }
}
