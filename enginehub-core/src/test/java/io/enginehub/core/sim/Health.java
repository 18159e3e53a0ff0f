package io.enginehub.core.sim;

/** Since when nothing has been in the way of a hub: neither a fault of its store, nor a pause. */
final class Health {
    /** How many may be PENDING, as the hub was told last. */
    long maxPending;

    private final SimulatedTime time;
    private long wellFrom;
    private long stormUntil;

    Health(SimulatedTime time) {
        this.time = time;
        this.wellFrom = time.now();
    }

    /** Something is in its way now. */
    void trouble() {
        troubleUntil(time.now());
    }

    void troubleUntil(long nanos) {
        wellFrom = Math.max(wellFrom, nanos);
    }

    void storm(long nanos) {
        stormUntil = time.now() + nanos;
        troubleUntil(stormUntil);
    }

    void calm() {
        stormUntil = 0;
    }

    boolean isStormy() {
        return stormUntil > time.now();
    }

    long wellFrom() {
        return wellFrom;
    }
}
