package io.enginehub.api.spi;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a claim.
 *
 * @param lease how long the session lives from the moment the request was sent, unless renewed
 * @param claims empty unless the session is HELD
 * @param predecessor another incarnation of the same name that holds a session. Then nothing was done: the claim is to be
 *     repeated with its number, and may say that it supersedes this one; otherwise it succeeds when that one's lease has
 *     ended
 */
public record Claimed(
        SessionState session,
        Duration lease,
        List<Claim> claims,
        @Nullable MemberId predecessor) {
    public Claimed {
        claims = List.copyOf(claims);
    }

    /** An answer that names no predecessor. */
    public Claimed(SessionState session, Duration lease, List<Claim> claims) {
        this(session, lease, claims, null);
    }
}
