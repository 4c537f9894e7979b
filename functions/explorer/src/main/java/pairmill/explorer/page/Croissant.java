package pairmill.explorer.page;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import pairmill.explorer.Explored;

/// The dataset for programs, as the file of that name in its folder describes it.
@Path("/croissant.json")
public final class Croissant {
  static final String NAME = "croissant.json";

  // The file lists a field for each column and a hash for each part: thousands of parts fit.
  private static final int MOST = 16 << 20;

  private final Explored explored;

  @Inject
  Croissant(Explored explored) {
    this.explored = explored;
  }

  /// The file as it stands; 404 when there is none.
  @GET
  public Response get() throws IOException {
    Optional<byte[]> file = DatasetFile.read(explored.folder(), NAME, MOST);
    return file.isPresent()
        ? Response.ok(file.get(), "application/json").build()
        : Response.status(404)
            .type("application/json")
            .entity("{\"error\": \"This dataset has no croissant.json.\"}\n")
            .build();
  }
}
