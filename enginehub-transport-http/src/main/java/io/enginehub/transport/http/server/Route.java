package io.enginehub.transport.http.server;

import org.jspecify.annotations.Nullable;

/**
 * One operation of the server.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path with variables in braces
 * @param scope what a caller must be allowed to do
 * @param takes the content type that a body must have; null: any, and none too
 * @param maxBody bytes of a body, at most
 * @param blocks whether the endpoint may block; it then runs on a thread of its own kind
 */
public record Route(
        String method,
        String path,
        Scope scope,
        @Nullable String takes,
        int maxBody,
        boolean blocks,
        Endpoint endpoint) {

    /** A route without a body, which may block. */
    public static Route get(String path, Scope scope, Endpoint endpoint) {
        return new Route("GET", path, scope, null, 0, true, endpoint);
    }
}
