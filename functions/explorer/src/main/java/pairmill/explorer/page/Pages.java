package pairmill.explorer.page;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.Hidden;
import pairmill.explorer.safe.Guard;

/// Finds the page that an address names, and gives its answer in the format that it ends in.
@Path("/")
public final class Pages {
  private static final Logger LOG = System.getLogger("pairmill.explorer");
  private static final int KEPT = 32 << 20; // letters

  private final Map<String, Page> pages = new HashMap<>();
  private final Engine templates;
  private final Explored explored;
  private final Cache<Asking, Sent> sent =
      CacheBuilder.newBuilder()
          .maximumWeight(KEPT)
          .weigher((Asking asking, Sent page) -> page.body.length())
          .build();

  @Inject
  Pages(@Any Instance<Page> pages, Engine templates, Explored explored) {
    pages.forEach(page -> this.pages.put(page.name(), page));
    this.templates = templates;
    this.explored = explored;
  }

  /// Answers any address but those of files.
  @GET
  @Path("{path: (?!static/|webjars/|-/).*}")
  public Response get(
      @PathParam("path") String path,
      @Context UriInfo uri,
      @CookieParam(Guard.PICTURES) @Nullable String pictures) {
    Address address = Address.of(path);
    Map<String, List<String>> parameters = new java.util.LinkedHashMap<>(uri.getQueryParameters());
    Question question =
        new Question(address.page(), address.path(), parameters, "shown".equals(pictures));
    String format = address.format();
    Asking asking = new Asking(question, format, explored.finder().hidden());
    Sent known = sent.getIfPresent(asking);
    if (known != null) {
      return known.response();
    }
    return guarded(
        format,
        question,
        () -> {
          Page page = pages.get(address.page());
          if (page == null) {
            throw new NoSuchThingException("There is no page named '" + address.page() + "' here.");
          }
          Download file = page.download(question, format);
          if (file != null) {
            StreamingOutput body = file::writeTo;
            return named(Response.ok(body, file.type()), file.name()).build();
          }
          if (format.equals("parquet")) {
            throw new NoSuchThingException("This page has no Parquet; it has JSON and CSV.");
          }
          Sent answer = sent(200, format, page.answer(question), question);
          if (!parameters.containsKey("sql")) { // which may ask for the time, or throw dice
            sent.put(asking, answer);
          }
          return answer.response();
        });
  }

  /// What an answer depends on: the dataset stays as it is while it is looked at, and `hidden` is
  /// another one each time that more is.
  private record Asking(Question question, String format, Hidden hidden) {}

  /// An answer as it goes out.
  ///
  /// @param file the name it is saved under; null for what is shown
  private record Sent(int status, String type, String body, @Nullable String file) {
    Response response() {
      Response.ResponseBuilder response = Response.status(status).type(type).entity(body);
      return (file == null ? response : named(response, file)).build();
    }
  }

  /// Finds an answer.
  interface Asked {
    Answer answer() throws IOException;
  }

  /// Gives an answer in a format, or says why there is none.
  Response respond(String format, Question question, Asked asked) {
    return guarded(format, question, () -> sent(200, format, asked.answer(), question).response());
  }

  private interface Responding {
    Response response() throws IOException;
  }

  private Response guarded(String format, Question question, Responding responding) {
    try {
      return responding.response();
    } catch (RefusedException e) {
      return failed(e.status(), format, e.getMessage(), e.answer(), question);
    } catch (IllegalArgumentException e) {
      return failed(400, format, "That cannot be answered", e.getMessage(), question);
    } catch (NoSuchThingException e) {
      return failed(404, format, "Nothing here", e.getMessage(), question);
    } catch (IOException e) {
      LOG.log(Level.ERROR, e.getMessage(), e);
      return failed(
          500,
          format,
          "The machine failed",
          "This could not be read. It may help to try again.",
          question);
    }
  }

  /// A page, what stands behind it, and a format.
  private record Address(String page, List<String> path, String format) {
    private static final List<String> FORMATS = List.of("json", "csv", "ndjson", "parquet");

    static Address of(String path) {
      String rest = path;
      String format = "html";
      for (String known : FORMATS) {
        if (path.endsWith("." + known)) {
          format = known;
          rest = path.substring(0, path.length() - known.length() - 1);
        }
      }
      List<String> parts = new ArrayList<>(List.of(rest.split("/")));
      parts.removeIf(String::isEmpty);
      String page = parts.isEmpty() || parts.getFirst().equals("index") ? "" : parts.getFirst();
      return new Address(
          page, parts.isEmpty() ? List.of() : parts.subList(1, parts.size()), format);
    }
  }

  private Response failed(
      int status, String format, String title, @Nullable String sentence, Question question) {
    Answer answer =
        Answer.of(title, Objects.toString(sentence, ""), Table.of(List.of(), List.of()))
            .in("error");
    return failed(status, format, sentence, answer, question);
  }

  private Response failed(
      int status, String format, @Nullable String sentence, Answer answer, Question question) {
    if (format.equals("html")) {
      return html(status, answer, question).response();
    }
    return Response.status(status)
        .type("application/json")
        .entity("{\"error\": \"" + Formats.escaped(Objects.toString(sentence, "")) + "\"}\n")
        .build();
  }

  private Sent sent(int status, String format, Answer answer, Question question)
      throws IOException {
    String name = (question.page().isEmpty() ? "index" : question.page()) + "." + format;
    return switch (format) {
      case "json" -> new Sent(status, "application/json", Formats.json(answer), null);
      case "csv" -> new Sent(status, "text/csv;charset=utf-8", Formats.csv(answer.table()), name);
      case "ndjson" ->
          new Sent(status, "application/x-ndjson", Formats.lines(answer.table()), name);
      default -> html(status, answer, question);
    };
  }

  private static Response.ResponseBuilder named(Response.ResponseBuilder response, String file) {
    return response.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
  }

  private Sent html(int status, Answer answer, Question question) {
    Template template = Objects.requireNonNull(templates.getTemplate(answer.template()));
    Map<String, @Nullable Object> data = new HashMap<>(answer.data());
    data.put("answer", answer);
    data.put("table", answer.table());
    data.put("question", question);
    data.put("site", explored);
    data.put("sections", Section.ALL);
    return new Sent(status, "text/html;charset=utf-8", template.render(data), null);
  }
}
