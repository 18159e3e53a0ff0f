package io.enginehub.core.agent;

/**
 * Settings of an agent.
 *
 * @param capacity how many events are handled at a time
 * @param spareModels how many models stay loaded that nobody has pinned
 */
public record AgentSettings(int capacity, int spareModels) {
    public AgentSettings {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
        }
        if (spareModels < 0) {
            throw new IllegalArgumentException("models must not be negative, but is " + spareModels);
        }
    }
}
