package io.enginehub.consul;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What somebody who may write to Consul could write there. */
final class HostileEntries {
    private HostileEntries() {}

    /** Registrations as Consul takes them, in JSON. */
    static List<String> of(String service) {
        List<String> entries = new ArrayList<>();
        for (String address : List.of(
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "metadata.google.internal",
                "localhost",
                "2852039166",
                "0xa9fea9fe",
                "::ffff:169.254.169.254",
                "fd00:ec2::254",
                "224.0.0.1",
                "evil.example")) {
            entries.add(entry(service, address, 7000, Map.of()));
        }
        for (int port : List.of(22, 25, 80, 443, 1023)) {
            entries.add(entry(service, "127.0.0.1", port, Map.of()));
        }
        for (Map<String, String> odd : List.of(
                Map.of("name", "../../etc/passwd"),
                Map.of("name", "<script>alert(1)</script>"),
                Map.of("name", "x".repeat(101)),
                Map.of("role", "ROOT"),
                Map.of("scheme", "file"),
                Map.of("scheme", "jar:http"),
                Map.of("path", "/../../admin"),
                Map.of("path", "/@evil.example/"),
                Map.of("path", "/a?b=c"),
                Map.of("incarnation", "1"),
                Map.of("protocol", "99"),
                Map.of("fact-algorithm", "two\\nlines"))) {
            entries.add(entry(service, "127.0.0.1", 7000, odd));
        }
        entries.add("{\"Name\": \"" + service + "\", \"ID\": \"" + service + "-bare\"}");
        entries.add("{\"Name\": \"" + service + "\", \"ID\": \"" + service
                + "-tags\", \"Address\": \"127.0.0.1\", \"Port\": 7000, \"Tags\": [\"agent\"]}");
        return entries;
    }

    /** One with an id that fits, so that it is refused for what is odd in it and for nothing else. */
    private static String entry(String service, String address, int port, Map<String, String> changes) {
        Map<String, String> meta = new TreeMap<>(Map.of(
                "role", "AGENT",
                "name", "evil",
                "incarnation", UUID.randomUUID().toString(),
                "scheme", "http",
                "path", "/agents/evil",
                "protocol", "1",
                "fact-algorithm", "tree"));
        meta.putAll(changes);
        List<String> json = new ArrayList<>();
        meta.forEach((key, value) -> json.add("\"%s\": \"%s\"".formatted(key, value)));
        return "{\"Name\": \"%s\", \"ID\": \"%s-agent-%s-%s\", \"Address\": \"%s\", \"Port\": %d, \"Meta\": {%s}}"
                .formatted(
                        service,
                        service,
                        meta.get("name"),
                        meta.get("incarnation"),
                        address,
                        port,
                        String.join(", ", json));
    }
}
