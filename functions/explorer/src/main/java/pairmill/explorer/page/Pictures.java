package pairmill.explorer.page;

import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pairmill.explorer.Explored;
import pairmill.explorer.find.FoundRow;
import pairmill.explorer.index.RowColumn;
import pairmill.explorer.safe.Guard;

/// Whether the visitor wants to see pictures, kept in a cookie until the browser is closed; and the
/// pictures.
@Path("/")
public final class Pictures {
  // A path of this site, never the address of another.
  private static final Pattern OWN = Pattern.compile("/(?!/)[A-Za-z0-9/?&=%._~!$'()*+,;:@-]*");
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private final Explored explored;

  @Inject
  Pictures(Explored explored) {
    this.explored = explored;
  }

  /// Keeps the wish, and goes back to the page it was said on.
  @POST
  @Path("/pictures")
  public Response choose(
      @FormParam("show") @Nullable String show, @FormParam("back") @Nullable String back) {
    NewCookie cookie =
        new NewCookie.Builder(Guard.PICTURES)
            .value("yes".equals(show) ? "shown" : "hidden")
            .path("/")
            .httpOnly(true)
            .sameSite(NewCookie.SameSite.STRICT)
            .build();
    boolean own = back != null && OWN.matcher(back).matches();
    return Response.seeOther(uri(own ? back : "/")).cookie(cookie).build();
  }

  /// The picture of a row: the one that the run kept, else the way to where it stands on the web.
  /// Nothing is fetched for a visitor.
  @GET
  @Path("/images/{id}/picture")
  public Response picture(
      @PathParam("id") String id, @CookieParam(Guard.PICTURES) @Nullable String wish)
      throws IOException {
    if (!"shown".equals(wish)) {
      return sentence(403, "Pictures are not shown before you ask for them.");
    }
    List<FoundRow> found =
        ID.matcher(id).matches() && !explored.finder().isHidden(Long.parseLong(id))
            ? FoundRow.of(explored.index(), List.of(Long.valueOf(id)))
            : List.of();
    if (found.isEmpty()) {
      return sentence(404, "There is no row " + id + ".");
    }
    byte[] jpeg = explored.pictures().jpeg(found.getFirst().text(RowColumn.KEY));
    if (jpeg != null) {
      return Response.ok(jpeg, "image/jpeg")
          .header("Cache-Control", "private, max-age=3600")
          .build();
    }
    URI web = uri(Show.web(found.getFirst().text(RowColumn.URL)));
    return web == null
        ? sentence(404, "This row has no address that a browser goes to.")
        : Response.temporaryRedirect(web).build();
  }

  private static @Nullable URI uri(@Nullable String address) {
    try {
      return address == null ? null : new URI(address);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static Response sentence(int status, String sentence) {
    return Response.status(status).type("text/plain;charset=utf-8").entity(sentence + "\n").build();
  }
}
