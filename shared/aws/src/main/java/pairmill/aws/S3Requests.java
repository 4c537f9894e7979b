package pairmill.aws;

import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

/// Counts what a client asks of S3, each attempt, in the two kinds that S3 charges for.
final class S3Requests implements ExecutionInterceptor {
  private static final Set<Class<?>> READS =
      Set.of(GetObjectRequest.class, HeadObjectRequest.class);

  private final LongAdder reads = new LongAdder();
  private final LongAdder writes = new LongAdder();

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    if (READS.contains(context.request().getClass())) {
      reads.increment();
    } else if (!(context.request() instanceof DeleteObjectRequest)) { // those are free
      writes.increment();
    }
  }

  long reads() {
    return reads.sum();
  }

  long writes() {
    return writes.sum();
  }
}
