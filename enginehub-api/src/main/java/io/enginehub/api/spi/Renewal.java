package io.enginehub.api.spi;

import io.enginehub.api.ProcessId;
import java.time.Duration;
import java.util.List;

/**
 * The answer to a renewal.
 *
 * @param lease how long the session lives from the moment the request was sent, unless renewed
 * @param lost those of the processes named with it that are not the sender's any more
 */
public record Renewal(SessionState session, Duration lease, List<ProcessId> lost) {
    public Renewal {
        lost = List.copyOf(lost);
    }
}
