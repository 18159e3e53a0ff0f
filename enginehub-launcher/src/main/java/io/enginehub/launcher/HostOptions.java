package io.enginehub.launcher;

import io.enginehub.transport.http.HttpOptions;
import io.enginehub.transport.http.HttpTransport;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a role listens, what it is called, and which hubs it announces itself to. */
final class HostOptions {
    private static final int DIGITS = 6;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Where to listen. Default: ${DEFAULT-VALUE}, this machine alone.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "Where to listen; 0: any port that is free.")
    private @Nullable Integer port;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = {
                "What it is called; no two roles may have the same. Default: made up anew at each start.",
                "One that keeps its name takes up at once, after a restart, what it held before."
            })
    private @Nullable String name;

    /** What it is called: what was given, or a name that nobody else has. */
    String name(String role) {
        return name == null ? role + "-" + HexFormat.of().toHexDigits(new SecureRandom().nextInt(), DIGITS) : name;
    }

    /** A transport for this host. */
    HttpTransport transport(int defaultPort) {
        HttpOptions options = HttpTransport.builder().host(host).port(port == null ? defaultPort : port);
        return options.build();
    }

    /**
     * The addresses of hubs.
     *
     * @throws BadInputException when one is none
     */
    static List<URI> hubs(List<String> texts) {
        List<URI> hubs = new ArrayList<>();
        for (String text : texts) {
            hubs.add(hub(text));
        }
        return hubs;
    }

    static URI hub(String text) {
        String full = text.contains("://") ? text : "http://" + text;
        try {
            URI uri = URI.create(full);
            if (uri.getHost() != null && full.matches("https?://[^/?#]+/?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--hub " + text + ": name http://HOST:PORT", e);
        }
        throw new BadInputException("--hub " + text + ": name http://HOST:PORT");
    }
}
