package io.enginehub.core.hub;

import java.time.Duration;

/**
 * Settings of a hub.
 *
 * @param maxPending how many processes may be PENDING
 * @param lease how long a dispatcher holds its processes without a sign of life
 */
public record HubSettings(long maxPending, Keep keep, Duration lease) {
    private static final Duration MIN_LEASE = Duration.ofSeconds(1);

    public HubSettings {
        if (maxPending < 1) {
            throw new IllegalArgumentException("maxPending must be at least 1, not " + maxPending);
        }
        if (lease.compareTo(MIN_LEASE) < 0) {
            throw new IllegalArgumentException("lease must be at least " + MIN_LEASE + ", not " + lease);
        }
    }
}
