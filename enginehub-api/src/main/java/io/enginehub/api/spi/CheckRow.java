package io.enginehub.api.spi;

import io.enginehub.api.Check;
import java.time.Instant;

/**
 * How a dispatcher saw the processes of a need. Writing it adds to the row of the same need, dispatcher, verdict and
 * detail.
 */
public record CheckRow(
        Need need, String dispatcher, Check.Verdict verdict, String detail, long count, Instant first, Instant last) {}
