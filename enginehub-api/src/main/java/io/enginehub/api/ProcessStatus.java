package io.enginehub.api;

/** Where a process stands. */
public enum ProcessStatus {
    /** In the waiting queue. */
    PENDING,
    /** In a dispatcher's slot. */
    RUNNING,
    /** Ended with success. */
    FINISHED,
    FAILED,
    CANCELLED,
    /** Its deadline passed. */
    TIMED_OUT;

    /** Whether the process has ended. */
    public boolean isTerminal() {
        return switch (this) {
            case PENDING, RUNNING -> false;
            case FINISHED, FAILED, CANCELLED, TIMED_OUT -> true;
        };
    }
}
