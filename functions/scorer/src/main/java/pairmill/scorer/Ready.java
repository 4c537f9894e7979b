package pairmill.scorer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready: the models are open, and the queue answers.
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {
  private final Pulse pulse;

  Ready(Pulse pulse) {
    this.pulse = pulse;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("models are open and the queue answers")
        .status(pulse.ready())
        .build();
  }
}
