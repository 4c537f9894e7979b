package pairmill.explorer.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/// Says that pages are answered.
@Path("/-/health")
public final class Health {
  @GET
  @Produces("text/plain")
  public String ok() {
    return "ok\n";
  }
}
