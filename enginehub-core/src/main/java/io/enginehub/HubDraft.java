package io.enginehub;

import java.time.Duration;

/** A hub as the builder collects it. */
final class HubDraft implements HubOptions {
    private static final int DEFAULT_MAX_PENDING = 100_000;
    private static final Duration DEFAULT_KEEP_AGE = Duration.ofDays(7);
    private static final int DEFAULT_KEEP_COUNT = 10_000;
    private static final Duration DEFAULT_LEASE = Duration.ofSeconds(5);

    int maxPending = DEFAULT_MAX_PENDING;
    Duration keepAge = DEFAULT_KEEP_AGE;
    int keepCount = DEFAULT_KEEP_COUNT;
    Duration lease = DEFAULT_LEASE;

    @Override
    public HubOptions maxPending(int processes) {
        this.maxPending = processes;
        return this;
    }

    @Override
    public HubOptions keepHistory(Duration age, int processes) {
        this.keepAge = age;
        this.keepCount = processes;
        return this;
    }

    @Override
    public HubOptions lease(Duration given) {
        this.lease = given;
        return this;
    }
}
