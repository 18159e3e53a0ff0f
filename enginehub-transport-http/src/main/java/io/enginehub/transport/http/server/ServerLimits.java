package io.enginehub.transport.http.server;

import java.time.Duration;

/**
 * What a server bears.
 *
 * @param connections open at a time; more are not accepted until one has closed
 * @param perAddress of these, from one address; one more is closed at once
 * @param headerBytes of a request line with its headers
 * @param requestPatience how long the head of a request may take to arrive, and then its body
 * @param idle how long a connection may be silent
 * @param answerPatience how long an endpoint may take
 * @param blocking threads for endpoints that block
 * @param waiting requests that may wait for such a thread
 */
public record ServerLimits(
        int connections,
        int perAddress,
        int headerBytes,
        Duration requestPatience,
        Duration idle,
        Duration answerPatience,
        int blocking,
        int waiting) {
    /** What serves a team well. */
    public static ServerLimits defaults() {
        return new ServerLimits(
                2000, 1000, 16 << 10, Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(90), 16, 512);
    }
}
