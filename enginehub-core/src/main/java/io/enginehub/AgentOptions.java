package io.enginehub;

import java.util.concurrent.Executor;

/** Settings of an agent. */
public interface AgentOptions {
    /** The agent's name; the algorithm's name by default. */
    AgentOptions name(String name);

    /** How many events are handled at a time; by default as many as the machine has processors, and at least 2. */
    AgentOptions capacity(int events);

    /** Runs handlers and loads; by default the agent's own daemon threads, at most {@code capacity} of each. */
    AgentOptions executor(Executor yours);

    /** How many models stay loaded that nobody has pinned; 16 by default. */
    AgentOptions models(int loaded);
}
