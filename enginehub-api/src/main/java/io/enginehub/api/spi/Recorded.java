package io.enginehub.api.spi;

import io.enginehub.api.Payload;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one outcome.
 *
 * @param stored with DUPLICATE of a success: the output that is stored
 */
public record Recorded(Kind kind, @Nullable Payload stored) {
    /** What became of it. Losing a race is normal. */
    public enum Kind {
        APPLIED,
        /** It was there already. */
        DUPLICATE,
        /** A process's end was proposed before all of its steps are there; nothing of the end was recorded. */
        INCOMPLETE,
        /** The process is not the sender's any more. */
        FENCED,
        /** The process has ended. */
        TERMINAL,
        NO_SUCH
    }

    public static Recorded of(Kind kind) {
        return new Recorded(kind, null);
    }
}
