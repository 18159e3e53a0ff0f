package io.enginehub.transport.http.server;

import java.util.Optional;
import java.util.function.Function;

/**
 * A request without its body.
 *
 * @param path as it was sent, not decoded
 * @param query as it was sent; empty where there is none
 * @param headers the value of a header by its name
 */
public record Head(String method, String path, String query, Function<String, Optional<String>> headers) {
    /** The value of a header. */
    public Optional<String> header(String name) {
        return headers.apply(name);
    }
}
