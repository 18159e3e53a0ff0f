package io.enginehub.launcher;

/** What the launcher tells a shell. */
final class ExitCode {
    /** It was done; of a process: it is FINISHED. */
    static final int FINISHED = 0;

    /** The process ended otherwise, or the engine failed. */
    static final int NOT_FINISHED = 1;

    /** What the caller gave is at fault. */
    static final int BAD_INPUT = 2;

    private ExitCode() {}
}
