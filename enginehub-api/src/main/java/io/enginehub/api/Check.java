package io.enginehub.api;

import java.time.Instant;

/**
 * A dispatcher's look at a waiting process. Looks with the same outcome are counted, not repeated.
 *
 * @param first when it was first seen so
 * @param last when it was last seen so
 */
public record Check(String dispatcher, Verdict verdict, String detail, long count, Instant first, Instant last) {
    /** ACCEPT is the claim itself; the others deny, with a reason. */
    public enum Verdict {
        ACCEPT,
        NO_AGENT,
        NO_SLOT,
        AGENT_BUSY
    }
}
