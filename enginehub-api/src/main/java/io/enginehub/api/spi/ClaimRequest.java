package io.enginehub.api.spi;

import java.util.Set;

/**
 * A dispatcher's wish for work. One is outstanding at a time, whatever the number of hubs.
 *
 * @param number one higher than that of the last claim that was answered; the same while an answer is unknown
 * @param slots how many processes at most
 * @param live the algorithms that have a live agent
 */
public record ClaimRequest(MemberId owner, long number, int slots, Set<String> live) {}
