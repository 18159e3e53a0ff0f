package io.enginehub.api;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * A dispatcher as the hub sees it: a snapshot.
 *
 * @param slots how many processes it holds at most
 * @param running those that it holds, as the store knows
 */
public record DispatcherState(String name, UUID incarnation, URI address, int slots, List<ProcessId> running) {
    public DispatcherState {
        running = List.copyOf(running);
    }
}
