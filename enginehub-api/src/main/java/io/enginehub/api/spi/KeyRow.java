package io.enginehub.api.spi;

import io.enginehub.api.ProcessId;
import java.time.Instant;

/**
 * An idempotency key that was used.
 *
 * @param request the hash of the request that it was used with
 */
public record KeyRow(RequestKey key, String request, ProcessId process, Instant expires) {}
