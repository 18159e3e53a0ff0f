package io.enginehub.core.hub;

import io.enginehub.api.HubListener;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Who listens to a hub, and where they are told.
 *
 * @param thread runs one task at a time, in order
 */
public record HubEars(List<HubListener> listeners, Executor thread) {
    public HubEars {
        listeners = List.copyOf(listeners);
    }
}
