package io.enginehub.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process that has ended, with all that history holds of it. */
public final class ProcessResult {
    private final ProcessInstance process;
    private final List<Step> steps;
    private final List<LogLine> logs;
    private final @Nullable Payload output;

    public ProcessResult(ProcessInstance process, List<Step> steps, List<LogLine> logs, @Nullable Payload output) {
        this.process = process;
        this.steps = List.copyOf(steps);
        this.logs = List.copyOf(logs);
        this.output = output;
    }

    public ProcessInstance process() {
        return process;
    }

    /** One step for each processor, in the flow's order. */
    public List<Step> steps() {
        return steps;
    }

    /** The first 10,000 lines that its steps logged, warnings included. */
    public List<LogLine> logs() {
        return logs;
    }

    public List<LogLine> warnings() {
        return logs.stream().filter(line -> line.level() == LogLine.Level.WARN).toList();
    }

    /**
     * The process's output.
     *
     * @throws ProcessFailedException unless the process is FINISHED
     */
    public Payload output() {
        if (output == null) {
            throw new ProcessFailedException(process);
        }
        return output;
    }

    /**
     * The process's output as a Java value.
     *
     * @throws ProcessFailedException unless the process is FINISHED
     * @throws PayloadException when the output does not fit the type
     */
    public <T> T output(Class<T> type) {
        return output().as(type);
    }
}
