package pairmill.explorer.page;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.safe.Guard;

/// What visitors send. Files are gone once they are answered.
@Path("/")
public final class Forms {
  private final Pages pages;
  private final Lists lists;
  private final OptOut optOut;
  private final OwnPicture ownPicture;

  @Inject
  Forms(Pages pages, Lists lists, OptOut optOut, OwnPicture ownPicture) {
    this.pages = pages;
    this.lists = lists;
    this.optOut = optOut;
    this.ownPicture = ownPicture;
  }

  /// Counts a list of the visitor's own.
  @POST
  @Path("lists/own{format: (\\.(json|csv|ndjson))?}")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response list(
      @PathParam("format") String format,
      @FormParam("names") @Nullable String names,
      @FormParam("file") @Nullable File file,
      @CookieParam(Guard.PICTURES) @Nullable String pictures) {
    Question question = question("lists", List.of(NameList.OWN), pictures);
    return pages.respond(
        format.isEmpty() ? "html" : format.substring(1),
        question,
        () ->
            lists.own(
                NameList.own(Objects.requireNonNullElse(names, ""), bytes(file)), Lists.LIMIT));
  }

  /// Looks for pictures like one of the visitor's own.
  @POST
  @Path("similar{format: (\\.(json|csv|ndjson))?}")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response similar(
      @PathParam("format") String format,
      @FormParam("file") @Nullable File file,
      @CookieParam(Guard.PICTURES) @Nullable String pictures) {
    Question question = question("similar", List.of(), pictures);
    return pages.respond(
        format.isEmpty() ? "html" : format.substring(1),
        question,
        () -> ownPicture.answer(bytes(file), question));
  }

  /// Takes something out.
  @POST
  @Path("optout")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response takeOut(
      @FormParam("what") @Nullable String what,
      @CookieParam(Guard.PICTURES) @Nullable String pictures) {
    return pages.respond(
        "html",
        question("optout", List.of(), pictures),
        () -> optOut.takeOut(Objects.requireNonNullElse(what, "")));
  }

  /// Goes on to what is known of a picture.
  @POST
  @Path("optout/picture")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response picture(
      @FormParam("file") @Nullable File file,
      @CookieParam(Guard.PICTURES) @Nullable String pictures)
      throws IOException {
    try {
      String what = optOut.meaning(bytes(file));
      return Response.seeOther(URI.create(Question.address("optout", "what", what))).build();
    } catch (RefusedException | NoSuchThingException e) {
      return pages.respond(
          "html",
          question("optout", List.of(), pictures),
          () -> {
            throw e;
          });
    }
  }

  private static Question question(String page, List<String> path, @Nullable String pictures) {
    return new Question(page, path, Map.of(), "shown".equals(pictures));
  }

  private static byte[] bytes(@Nullable File file) throws IOException {
    return file == null ? new byte[0] : Files.readAllBytes(file.toPath());
  }
}
