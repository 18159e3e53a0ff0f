package io.enginehub.api.spi;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher's wish for work. One is outstanding at a time, whatever the number of hubs.
 *
 * @param number one higher than that of the last claim that was answered; the same while an answer is unknown, or when the
 *     claim was refused
 * @param slots how many processes at most
 * @param live the algorithms that have a live agent
 * @param supersedes the predecessor that {@link Claimed} has named: its session is to end now. Who has not been told of
 *     a session cannot end it, so that a claim that was long under way does no harm
 * @param patience how long it may wait at the hub for work; zero: it is answered at once
 */
public record ClaimRequest(
        MemberId owner,
        long number,
        int slots,
        Set<String> live,
        @Nullable MemberId supersedes,
        Duration patience) {
    /** A claim that is answered at once. */
    public ClaimRequest(MemberId owner, long number, int slots, Set<String> live, @Nullable MemberId supersedes) {
        this(owner, number, slots, live, supersedes, Duration.ZERO);
    }
}
