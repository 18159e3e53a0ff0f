package io.enginehub.transport.http.server;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets everybody in who is on this machine, but no web page: a browser that is led here by a foreign site, or by a name
 * that was made to point here, names that site in {@code Origin} or that name in {@code Host}.
 */
public final class LocalGate implements Gate {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    public Admission admit(Scope scope, Head head) {
        String host = head.header("Host").orElse("");
        if (!isLocal(host)) {
            throw new ProblemException(new Problem(
                    421,
                    "FOREIGN_HOST",
                    "This server is for its own machine: ask it by localhost or 127.0.0.1, not by another name."));
        }
        Optional<String> origin = head.header("Origin");
        if (origin.isPresent() && !origin.get().equals("http://" + host)) {
            throw new ProblemException(
                    new Problem(403, "FOREIGN_ORIGIN", "Pages of other sites may not use this server."));
        }
        return body -> Caller.LOCAL;
    }

    private static boolean isLocal(String host) {
        int port = host.lastIndexOf(':');
        String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        return LOCAL_NAMES.contains(name.toLowerCase(Locale.ROOT)) || name.matches("127(\\.\\d{1,3}){3}");
    }
}
