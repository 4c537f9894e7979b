package pairmill.explorer.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import pairmill.explorer.find.Filter;
import pairmill.explorer.index.RowColumn;

/// What programs may ask, as an OpenAPI description: every page of the navigation answers JSON in
/// one shape.
@Path("/openapi.json")
public final class OpenApi {
  private static final List<String> FILTERED = List.of("images", "export");
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Describes.
  @GET
  @Produces("application/json")
  public String describe() throws IOException {
    ObjectNode api = JSON.createObjectNode();
    api.put("openapi", "3.1.0");
    api.putObject("info").put("title", "Pairmill explorer").put("version", "1");
    ObjectNode paths = api.putObject("paths");
    for (Section section : Section.ALL) {
      String name = section.name().isEmpty() ? "index" : section.name();
      path(paths, "/" + name + ".json", section.label(), FILTERED.contains(name));
    }
    path(paths, "/images/{id}.json", "One row", false);
    path(paths, "/scores/{name}.json", "One score", true);
    path(paths, "/lists/{name}.json", "One list of names", false);
    path(paths, "/duplicates/{kind}.json", "Groups of one kind", false);
    path(paths, "/similar/{id}.json", "Rows whose pictures are alike", true);
    sent(paths);
    ObjectNode table = api.putObject("components").putObject("schemas").putObject("Table");
    table.put("type", "object");
    table.putArray("required").add("rows").add("exact");
    ObjectNode fields = table.putObject("properties");
    fields.putObject("rows").put("type", "array").putObject("items").put("type", "object");
    fields
        .putObject("exact")
        .put("type", "boolean")
        .put(
            "description",
            "False where numbers are estimates or rows are missing that belong here.");
    fields.putObject("total").put("type", "integer");
    fields
        .putObject("next")
        .put("description", "Value of `after` for the rows that follow.")
        .putArray("type")
        .add("string")
        .add("null");
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(api) + "\n";
  }

  /// The picture that is sent to be compared.
  private static void sent(ObjectNode paths) {
    ObjectNode post = ((ObjectNode) paths.get("/similar.json")).putObject("post");
    post.put("summary", "Rows whose pictures are like one that is sent");
    ObjectNode form =
        post.putObject("requestBody")
            .putObject("content")
            .putObject("multipart/form-data")
            .putObject("schema")
            .put("type", "object");
    form.putArray("required").add("file");
    form.putObject("properties")
        .putObject("file")
        .put("type", "string")
        .put("contentMediaType", "application/octet-stream");
    responses(post);
  }

  private static void path(ObjectNode paths, String path, String label, boolean filtered) {
    ObjectNode get = paths.putObject(path).putObject("get");
    get.put("summary", label);
    ArrayNode parameters = get.putArray("parameters");
    int brace = path.indexOf('{');
    if (brace >= 0) {
      parameter(parameters, path.substring(brace + 1, path.indexOf('}')), "path", "string");
    }
    if (filtered) {
      parameter(parameters, "q", "query", "string");
      Stream.of(RowColumn.values())
          .forEach(column -> {
            switch (column.kind()) {
              case TEXT, DETAIL -> {}
              case WORD -> parameter(parameters, column.columnName(), "query", "string");
              case COUNT, SCORE -> {
                for (Filter.Comparison comparison : Filter.Comparison.values()) {
                  parameter(
                      parameters, column.columnName() + comparison.suffix(), "query", "number");
                }
              }
            }
          });
      parameter(parameters, "sort", "query", "string");
    }
    if (brace < 0) {
      parameter(parameters, "after", "query", "string");
    }
    responses(get);
  }

  private static void responses(ObjectNode asked) {
    ObjectNode responses = asked.putObject("responses");
    responses
        .putObject("200")
        .put("description", "The answer")
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Table");
    responses.putObject("4XX").put("description", "What is wrong, as {\"error\": sentence}");
  }

  private static void parameter(ArrayNode parameters, String name, String in, String type) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
    parameter.put("required", in.equals("path")).putObject("schema").put("type", type);
  }
}
