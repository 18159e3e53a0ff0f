package io.enginehub.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a process is where it is, as a value.
 *
 * @param ahead how many runnable processes come before it in the waiting queue
 * @param algorithm the algorithm that is missing, drained, busy or loading its model
 * @param until when the reason ends by itself
 * @param fraction how far a model has been loaded, from 0 to 1
 */
public record Explanation(
        Reason reason,
        long ahead,
        @Nullable String algorithm,
        @Nullable Instant until,
        @Nullable Double fraction) {
    /** What it waits for. */
    public enum Reason {
        /** Its turn: others are ahead, or a dispatcher is about to claim it. */
        QUEUED,
        /** An agent: none that is alive has the algorithm. */
        NO_AGENT,
        /** An agent: those that have the algorithm are drained, which is to say that they get nothing new. */
        AGENT_DRAINED,
        /** A slot: it comes next, and no live dispatcher has an empty one. */
        NO_SLOT,
        /** A place at an agent: all that have the algorithm are full. */
        AGENT_BUSY,
        /** The next attempt of a failed step. */
        BACKING_OFF,
        /** An agent that loads the model. */
        MODEL_LOADING,
        /** Nothing: a step is being handled. */
        RUNNING,
        /** Nothing: it has ended. */
        ENDED
    }

    /** A sentence for people. */
    public String text() {
        return switch (reason) {
            case QUEUED -> ahead == 0 ? "It is next in the waiting queue." : ahead + " processes are ahead of it.";
            case NO_AGENT -> "No live agent has algorithm '" + algorithm + "'. Start one.";
            case AGENT_DRAINED ->
                "All agents of algorithm '" + algorithm + "' are drained. Let one work again, or start another.";
            case NO_SLOT -> "It comes next, but no live dispatcher has an empty slot.";
            case AGENT_BUSY -> "All agents of algorithm '" + algorithm + "' are busy.";
            case BACKING_OFF -> "A step failed and is tried again at " + until + ".";
            case MODEL_LOADING ->
                "An agent of algorithm '" + algorithm + "' is loading the model"
                        + (fraction == null ? "." : ", " + Math.round(fraction * 100) + " % done.");
            case RUNNING -> "It is being handled.";
            case ENDED -> "It has ended.";
        };
    }
}
