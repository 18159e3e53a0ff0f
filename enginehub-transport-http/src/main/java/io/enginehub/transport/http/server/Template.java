package io.enginehub.transport.http.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with variables, such as {@code /processes/{id}/steps}. A variable is one segment, and never empty. */
final class Template {
    private final String text;
    private final List<String> segments;

    Template(String text) {
        if (!text.startsWith("/") || text.endsWith("/")) {
            throw new IllegalArgumentException("a route begins with / and ends without: " + text);
        }
        this.text = text;
        this.segments = segments(text);
    }

    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /**
     * The variables of a path that has this form, decoded. All else must stand there as it stands here: nobody needs to
     * encode it.
     */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            String given = path.get(i);
            if (isVariable(segment) && !given.isEmpty()) {
                variables.put(
                        segment.substring(1, segment.length() - 1),
                        Percent.decoded(given).orElseThrow());
            } else if (!segment.equals(given)) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    @Override
    public String toString() {
        return text;
    }
}
