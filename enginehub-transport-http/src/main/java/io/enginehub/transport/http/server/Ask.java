package io.enginehub.transport.http.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A request that may be served: its route is known, its caller may do it, its body is whole. */
public final class Ask {
    private final Route route;
    private final Map<String, String> variables;
    private final Map<String, List<String>> query;
    private final Function<String, Optional<String>> headers;
    private final Caller caller;
    private final byte[] body;

    Ask(
            Route route,
            Map<String, String> variables,
            Map<String, List<String>> query,
            Function<String, Optional<String>> headers,
            Caller caller,
            byte[] body) {
        this.route = route;
        this.variables = variables;
        this.query = query;
        this.headers = headers;
        this.caller = caller;
        this.body = body;
    }

    public Route route() {
        return route;
    }

    public Caller caller() {
        return caller;
    }

    /** A variable of the route's path, decoded. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("route " + route.path() + " has no {" + name + "}");
        }
        return value;
    }

    /** The query's parameters by name, decoded. */
    public Map<String, List<String>> query() {
        return query;
    }

    /** A parameter that may stand at most once. */
    public Optional<String> query(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new ProblemException(Problem.badRequest("Parameter '" + name + "' stands more than once."));
        }
        return values.stream().findFirst();
    }

    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    /** The body; empty where there is none. Not copied. */
    public byte[] body() {
        return body;
    }
}
