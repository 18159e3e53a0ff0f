package io.enginehub.launcher;

import io.enginehub.AgentOptions;
import io.enginehub.api.Algorithm;
import io.enginehub.command.CommandAlgorithm;

/**
 * An algorithm, and where it was found.
 *
 * @param name its name, as it told it once
 * @param origin the name of its jar or folder; of a program the option that gave it
 */
record FoundAlgorithm(String name, Algorithm algorithm, String origin) implements AutoCloseable {
    /** What an agent of it has to know: a program handles as many events at a time as it has processes. */
    void configure(AgentOptions agent) {
        if (algorithm instanceof CommandAlgorithm program) {
            AgentOptions unused = agent.capacity(program.processes());
        }
    }

    /** For people who have two of one name. */
    String described() {
        return algorithm instanceof CommandAlgorithm
                ? origin
                : algorithm.getClass().getName() + " in " + origin;
    }

    /** Ends the processes of a program, when no engine has it any more. */
    @Override
    public void close() {
        if (algorithm instanceof CommandAlgorithm program) {
            program.close();
        }
    }
}
