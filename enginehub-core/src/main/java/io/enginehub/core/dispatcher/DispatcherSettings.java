package io.enginehub.core.dispatcher;

/** Settings of a dispatcher: how many processes are RUNNING at a time. */
public record DispatcherSettings(int slots) {
    public DispatcherSettings {
        if (slots < 1 || slots > 10_000) {
            throw new IllegalArgumentException("slots must be from 1 to 10,000, not " + slots);
        }
    }
}
