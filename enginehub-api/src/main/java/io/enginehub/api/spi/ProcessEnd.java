package io.enginehub.api.spi;

import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import org.jspecify.annotations.Nullable;

/** How a process ends: FINISHED with an output, or FAILED with a failure. */
public record ProcessEnd(@Nullable Payload output, @Nullable Failure failure) {
    public ProcessEnd {
        if ((output == null) == (failure == null)) {
            throw new IllegalArgumentException("a process ends with an output or a failure");
        }
    }
}
