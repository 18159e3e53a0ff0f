package io.enginehub.api.spi;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a claim.
 *
 * @param lease how long the session lives, unless renewed, from the moment the request was sent, and {@code waited} later
 * @param claims empty unless the session is HELD
 * @param predecessor another incarnation of the same name that holds a session. Then nothing was done: the claim is to be
 *     repeated with its number, and may say that it supersedes this one; otherwise it succeeds when that one's lease has
 *     ended
 * @param waited how long the claim has surely waited at the hub before the session was looked at
 */
public record Claimed(
        SessionState session,
        Duration lease,
        List<Claim> claims,
        @Nullable MemberId predecessor,
        Duration waited) {
    public Claimed {
        claims = List.copyOf(claims);
    }

    /** An answer to a claim that did not wait, which names no predecessor. */
    public Claimed(SessionState session, Duration lease, List<Claim> claims) {
        this(session, lease, claims, null, Duration.ZERO);
    }
}
