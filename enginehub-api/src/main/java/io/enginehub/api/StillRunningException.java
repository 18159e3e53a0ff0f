package io.enginehub.api;

/** The process did not end within the caller's patience. It goes on; ask again. */
public final class StillRunningException extends EngineHubException {
    private static final long serialVersionUID = 1;

    private final String process; // why a text: a process id is not serializable

    public StillRunningException(ProcessId process, String message) {
        super(message);
        this.process = process.toString();
    }

    /** Which process goes on. */
    public ProcessId process() {
        return ProcessId.parse(process);
    }
}
