package io.enginehub.api;

/** The output of a process was asked for that did not finish. {@link #process()} says how it ended. */
public final class ProcessFailedException extends EngineHubException {
    private static final long serialVersionUID = 1;

    private final transient ProcessInstance process;

    public ProcessFailedException(ProcessInstance process) {
        super("Process " + process.id() + " of flow '" + process.flow().key() + "' is " + process.status()
                + (process.failure() == null ? "" : ": " + process.failure()));
        this.process = process;
    }

    public ProcessInstance process() {
        return process;
    }
}
