package io.enginehub.api.spi;

import java.time.Instant;

/**
 * A dispatcher's session: the one lease that it holds. At most one of a name is HELD.
 *
 * @param claimNumber of its last claim
 */
public record SessionRow(MemberId id, SessionState state, Instant expires, long claimNumber) {}
