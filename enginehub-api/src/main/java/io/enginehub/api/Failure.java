package io.enginehub.api;

/**
 * Why a step or process failed.
 *
 * @param processor the processor's key; {@code ""} where the process as a whole failed
 */
public record Failure(Kind kind, String processor, String message) {
    /** What was at fault. */
    public enum Kind {
        /** The algorithm threw, or answered something that is no payload. */
        ALGORITHM,
        /** The model could not be loaded. */
        MODEL,
        /** The input does not fit the algorithm, or a reference found nothing. */
        INPUT,
        /** The step took longer than its time-out, or the process longer than its deadline. */
        TIMEOUT,
        /** The agent was lost while it handled the event; uses up no attempt. */
        AGENT_LOST,
        /** The event killed agent after agent. */
        POISON,
        /** A payload or a join exceeds its bound. */
        TOO_LARGE,
        /** The engine itself is at fault. */
        ENGINE
    }

    @Override
    public String toString() {
        return kind + (processor.isEmpty() ? "" : " in '" + processor + "'") + ": " + message;
    }
}
