package io.enginehub.transport.http.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All routes of a server. */
public final class RouteTable {
    private record Entry(Route route, Template template) {}

    /** Where a request goes: a route, or the methods that its path has; neither: there is no such path. */
    record Found(@Nullable Route route, Map<String, String> variables, Set<String> methods) {}

    private final List<Entry> entries = new ArrayList<>();
    private Observer observer = (route, answer, took) -> {};

    /** Adds routes. */
    public RouteTable add(List<Route> routes) {
        routes.forEach(route -> entries.add(new Entry(route, new Template(route.path()))));
        return this;
    }

    /** Has somebody told of each request. */
    public RouteTable observedBy(Observer yours) {
        observer = yours;
        return this;
    }

    Observer observer() {
        return observer;
    }

    /** All routes, in the order in which they were added. */
    public List<Route> routes() {
        return entries.stream().map(Entry::route).toList();
    }

    /**
     * Where a request goes.
     *
     * @param path as it was sent, and {@linkplain Percent#isPlainPath plain}
     */
    Found find(String method, String path) {
        List<String> segments = Template.segments(path);
        Set<String> methods = new LinkedHashSet<>();
        String wanted = method.equals("HEAD") ? "GET" : method;
        for (Entry entry : entries) {
            Optional<Map<String, String>> variables = entry.template.match(segments);
            if (variables.isPresent()) {
                if (entry.route.method().equals(wanted)) {
                    return new Found(entry.route, variables.get(), methods);
                }
                methods.add(entry.route.method());
            }
        }
        return new Found(null, Map.of(), methods);
    }
}
