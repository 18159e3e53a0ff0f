package io.enginehub.api.spi.wire;

import io.enginehub.api.EngineHubException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes are no message of this format, or a message exceeds a bound of it. The only exception that reading and writing
 * messages throws. It never quotes what it read.
 */
public final class WireException extends EngineHubException {
    private static final long serialVersionUID = 1;

    private final String place;

    WireException(String place, String problem, String remedy) {
        this(place, problem, remedy, null);
    }

    WireException(String place, String problem, String remedy, @Nullable Throwable cause) {
        super("The message is refused at " + place + ": " + problem + ". " + remedy + ".", cause);
        this.place = place;
    }

    /** Where it is wrong: a byte, a part, or a place in the head such as {@code events[2].key.attempt}. */
    public String place() {
        return place;
    }
}
