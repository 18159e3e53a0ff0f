package io.enginehub.transport.http.rest;

import io.enginehub.transport.http.server.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Methods, paths and queries that a route does not take. */
final class BadTargets {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get");

    private final AskedRoute asked;
    private final Route route;
    private final String path;
    private final List<Route> routes;

    BadTargets(AskedRoute asked, List<Route> routes) {
        this.asked = asked;
        this.route = asked.route();
        this.path = asked.path();
        this.routes = routes;
    }

    void add() {
        methods();
        paths();
        variables();
        queries();
    }

    private void methods() {
        Set<String> known = new TreeSet<>();
        routes.stream()
                .filter(other -> sameForm(other.path(), route.path()))
                .forEach(other -> known.add(other.method()));
        if (known.contains("GET")) {
            known.add("HEAD");
        }
        METHODS.stream()
                .filter(method -> !known.contains(method))
                .forEach(method ->
                        asked.add("method " + method, asked.head(method, path) + "Content-Length: 0\r\n\r\n"));
    }

    private static boolean sameForm(String one, String other) {
        return one.replaceAll("\\{[^}]*}", "{}").equals(other.replaceAll("\\{[^}]*}", "{}"));
    }

    private void paths() {
        int slash = path.lastIndexOf('/');
        String parent = path.substring(0, slash);
        String last = path.substring(slash + 1);
        Stream<String> targets = Stream.of(
                "/" + path,
                path + "/",
                path + "//",
                parent + "//" + last,
                path + "/.",
                path + "/..",
                path + "/x/..",
                "/x/.." + path,
                "/." + path,
                parent + "/./" + last,
                parent + "/x/../" + last,
                "/%2e" + path,
                "/x/%2e%2e" + path,
                "/x/.%2e" + path,
                "/..;" + path,
                "/;x" + path,
                path + ";x",
                path + ";x=y",
                path + ";",
                parent + ";x/" + last,
                parent + "%2f" + last,
                parent + "%2F" + last,
                parent + "%5c" + last,
                parent + "\\" + last,
                path + "%2f",
                path + "%00",
                path + "%00.json",
                path + "%0a",
                path + "%0d%0aX:1",
                path + "%7f",
                path + "%",
                path + "%zz",
                path + "%4",
                path + "%ff",
                path + "%c0%af",
                path + "%c0%ae",
                path + "%ed%a0%80",
                path + "%u002f",
                path + "%252f",
                path + "\u00ff",
                path + ".json/",
                path.replaceFirst("/[a-z]", "/%" + Integer.toHexString(path.charAt(1))),
                path.substring(0, 5).toUpperCase(Locale.ROOT) + path.substring(5),
                path.substring(1),
                "http://evil.example" + path,
                "*");
        targets.forEach(target -> asked.add("path " + target, asked.head(target) + asked.end()));
        if (!route.path().endsWith("}")) {
            Stream.of(
                            parent + "/%20",
                            path + ".json",
                            path + "~",
                            path + "x",
                            parent + "/" + last.toUpperCase(Locale.ROOT))
                    .forEach(target -> asked.add("path " + target, asked.head(target) + asked.end()));
        }
        asked.add("a long path", asked.head(path + "/" + "x".repeat(20_000)) + asked.end());
        asked.add("a deep path", asked.head(path + "/x".repeat(3_000)) + asked.end());
    }

    /** Ids that are none, keys that are none. */
    private void variables() {
        if (!route.path().contains("{")) {
            return;
        }
        List<String> values = List.of(
                "x",
                "%20",
                "-",
                "..",
                "019512a0",
                "019512a0-7c3e-7a41-9a53-4b1f0d2c6e5g",
                "019512a0-7c3e-7a41-9a53-4b1f0d2c6e588",
                "%EF%BC%90".repeat(8) + "-7c3e-7a41-9a53-4b1f0d2c6e58",
                "{id}",
                "*",
                "'%20or%201=1",
                "%3Cscript%3E",
                "a".repeat(5_000),
                "%F0%9F%8D%B7");
        for (String value : values) {
            String target = AskedRoute.concrete(route.path(), Map.of("id", value, "key", value, "name", value));
            asked.add("variable " + value, asked.head(target) + asked.end());
        }
    }

    private void queries() {
        List<String> times = List.of("", "x", "10", "2026-03-01", "2026-03-01T10:00:00", "2026-02-30T10:00:00Z", "%00");
        Map<String, List<String>> bad = Map.of(
                "since", times,
                "until", times,
                "limit", List.of("0", "1001", "-1", "1e2", "x", "", "99999999999999999999", "1&limit=2", "%D9%A1"),
                "after", List.of("%00", "x&after=y", "x", "17_"),
                "status", List.of("x", "", "FINISHED,FAILED", "%C4%B0"),
                "label", List.of("", "x", "=x", "a=1&label=a=1", "%00=1", "a=%00"),
                "deadline", List.of("", "x", "10", "PT0S", "-PT1S", "P9999999999D", "PT1S&deadline=PT1S"),
                "flow", List.of("a&flow=a", "%00"),
                "catalog", List.of("a&catalog=a", "%00"),
                "all", List.of("", "yes", "TRUE", "true&all=true"));
        List<String> queries = new ArrayList<>(List.of(
                "x=1",
                "x",
                "=1",
                "%zz=1",
                "%",
                "%ff=1",
                "%c0%af",
                "LIMIT=1",
                "x=%00",
                "access_token=x",
                "_method=GET"));
        for (String parameter : route.parameters()) {
            queries.add(parameter + "=%zz");
            queries.add(parameter + "=%ff");
            queries.add(parameter + "=1%");
            bad.getOrDefault(parameter, List.of()).forEach(value -> queries.add(parameter + "=" + value));
        }
        if (route.parameters().contains("after") && route.path().endsWith("/logs")) {
            queries.addAll(List.of("after=-1", "after=x", "after=99999999999999999999", "after="));
        }
        queries.forEach(query -> asked.add("query " + query, asked.head(path + "?" + query) + asked.end()));
        asked.add("a long query", asked.head(path + "?x=" + "y".repeat(20_000)) + asked.end());
    }
}
