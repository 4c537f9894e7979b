package pairmill.scorer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive: no worker hangs.
@Liveness
@ApplicationScoped
class Moves implements HealthCheck {
  private final Pulse pulse;

  Moves(Pulse pulse) {
    this.pulse = pulse;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("workers move").status(pulse.beats()).build();
  }
}
