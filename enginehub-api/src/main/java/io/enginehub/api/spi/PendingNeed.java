package io.enginehub.api.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many PENDING processes of one need wait for the same.
 *
 * @param algorithm whose agents are busy, where {@code waiting}
 * @param waiting whether they wait for something that ends by itself
 * @param oldest when the oldest of them was submitted
 */
public record PendingNeed(
        Need need, boolean waiting, @Nullable String algorithm, long count, Instant oldest) {}
