package io.enginehub.transport.http.server;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the server.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path with variables in braces
 * @param scope what a caller must be allowed to do
 * @param takes the content type that a body must have; null: any, and none too
 * @param maxBody bytes of a body, at most
 * @param parameters that its query may have; any other is refused
 * @param blocks whether the endpoint may block; it then runs on a thread of its own kind
 */
public record Route(
        String method,
        String path,
        Scope scope,
        @Nullable String takes,
        int maxBody,
        Set<String> parameters,
        boolean blocks,
        Endpoint endpoint) {
    public Route {
        parameters = Set.copyOf(parameters);
    }

    /** A route without a body, which may block. */
    public static Route of(String method, String path, Scope scope, Endpoint endpoint, String... parameters) {
        return new Route(method, path, scope, null, 0, Set.of(parameters), true, endpoint);
    }

    /** The same with a body. */
    public Route taking(@Nullable String type, int bytes) {
        return new Route(method, path, scope, type, bytes, parameters, blocks, endpoint);
    }

    /** The same, whose endpoint never blocks. */
    public Route unblocked() {
        return new Route(method, path, scope, takes, maxBody, parameters, false, endpoint);
    }
}
