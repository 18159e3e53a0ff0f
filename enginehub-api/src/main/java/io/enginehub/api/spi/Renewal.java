package io.enginehub.api.spi;

import java.time.Duration;
import java.util.List;

/**
 * The answer to a renewal.
 *
 * @param lease how long the session lives from the moment the request was sent, unless renewed
 * @param lost those of the processes named with it that are not the sender's any more
 * @param unnamed processes that are the sender's and were not named: it may have claimed them since, or lost sight of them
 */
public record Renewal(SessionState session, Duration lease, List<Held> lost, List<Held> unnamed) {
    public Renewal {
        lost = List.copyOf(lost);
        unnamed = List.copyOf(unnamed);
    }
}
