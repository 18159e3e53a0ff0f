package io.enginehub.api.spi;

import java.time.Duration;
import java.util.List;

/**
 * The answer to a claim.
 *
 * @param lease how long the session lives from the moment the request was sent, unless renewed
 * @param claims empty unless the session is HELD
 */
public record Claimed(SessionState session, Duration lease, List<Claim> claims) {
    public Claimed {
        claims = List.copyOf(claims);
    }
}
