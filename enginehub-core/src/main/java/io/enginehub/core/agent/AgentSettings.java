package io.enginehub.core.agent;

/**
 * Settings of an agent.
 *
 * @param capacity how many events are handled at a time
 * @param spareModels how many models stay loaded that nobody has pinned
 * @param remembered how many bytes of outputs it keeps, to give them again when they are asked for again
 */
public record AgentSettings(int capacity, int spareModels, long remembered) {
    private static final long MOST_REMEMBERED = 64L << 20;
    /** All agents of an engine remember as much of the heap at most. */
    private static final int PART_OF_HEAP = 8;

    public AgentSettings {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
        }
        if (spareModels < 0) {
            throw new IllegalArgumentException("models must not be negative, but is " + spareModels);
        }
    }

    /** An agent with as much memory as it may have at most. */
    public AgentSettings(int capacity, int spareModels) {
        this(capacity, spareModels, MOST_REMEMBERED);
    }

    /**
     * What each agent may remember.
     *
     * @param heap bytes of the JVM's heap
     * @param agents how many there are in it
     */
    public static long share(long heap, int agents) {
        return Math.min(MOST_REMEMBERED, heap / PART_OF_HEAP / agents);
    }
}
