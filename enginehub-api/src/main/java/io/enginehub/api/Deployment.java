package io.enginehub.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a flow that was deployed: a snapshot.
 *
 * @param ready when all its models were warm for the first time
 * @param lacking what it lacks to be READY, for people; empty where nothing does
 */
public record Deployment(
        FlowVersion flow,
        State state,
        Instant deployed,
        @Nullable Instant ready,
        String lacking) {
    /** Where a version stands. */
    public enum State {
        /** Not all of its models are warm yet; the version before serves. */
        LOADING,
        /** Live, and all its models are warm. */
        READY,
        /** Live, and a model of it is warm nowhere: processes are accepted, and wait for an agent to hold it. */
        DEGRADED,
        /** Takes no new inputs, and still runs what it has accepted. */
        DRAINING,
        /** Over: superseded or undeployed, and nothing of it runs. */
        RETIRED
    }
}
