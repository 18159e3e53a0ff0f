package io.enginehub.transport.http.server;

/**
 * Who asks.
 *
 * @param name of the token's client, of the role, or {@code local} where nobody has to say who they are
 */
public record Caller(String name) {
    /** A caller of a server that only this machine can reach. */
    public static final Caller LOCAL = new Caller("local");
}
