package io.enginehub.api.spi;

import io.enginehub.api.Failure;
import io.enginehub.api.Payload;
import org.jspecify.annotations.Nullable;

/**
 * How a process ends: FINISHED with an output, or FAILED with a failure.
 *
 * @param silent whether its dispatcher knows that none of its steps has logged a line, so that its result need not be read
 */
public record ProcessEnd(@Nullable Payload output, @Nullable Failure failure, boolean silent) {
    public ProcessEnd {
        if ((output == null) == (failure == null)) {
            throw new IllegalArgumentException("a process ends with an output or a failure");
        }
    }

    /** An end of which nobody knows whether lines were logged. */
    public ProcessEnd(@Nullable Payload output, @Nullable Failure failure) {
        this(output, failure, false);
    }
}
