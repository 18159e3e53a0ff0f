package io.enginehub.launcher;

import io.enginehub.transport.http.ClusterSecret;
import io.enginehub.transport.http.HttpOptions;
import io.enginehub.transport.http.HttpTransport;
import io.enginehub.transport.http.TokenFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a role listens, what it is called, and whom it lets in. */
final class HostOptions {
    private static final String SECRET = "ENGINEHUB_SECRET";
    private static final int DIGITS = 6;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = {
                "What it is called; no two roles may have the same. Default: made up anew at each start.",
                "One that keeps its name takes up at once, after a restart, what it held before."
            })
    private @Nullable String name;

    @Option(names = "--port", paramLabel = "PORT", description = "Where to listen; 0: any port that is free.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = {
                "Where to listen. Default: ${DEFAULT-VALUE}, this machine alone.",
                "Any other needs a cluster secret."
            })
    private String host = "127.0.0.1";

    @Option(
            names = "--advertise",
            paramLabel = "NAME",
            description = "By which name or address others reach this host. Default: where it listens.")
    private @Nullable String advertised;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = {
                "The cluster secret: a text of at least 32 bytes that all hosts share. Roles sign with it,",
                "and clients need a token. Default: what " + SECRET + " holds; none where it holds nothing."
            })
    private @Nullable String secretFile;

    @ArgGroup(exclusive = false, heading = "%nTLS%n")
    private @Nullable Certificate certificate;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    /** What a host shows that serves by https. */
    private static final class Certificate {
        @Option(
                names = "--tls-cert",
                required = true,
                paramLabel = "FILE",
                description = "Serves by https: the certificate, followed by those that vouch for it, in PEM.")
        private String chain = "";

        @Option(
                names = "--tls-key",
                required = true,
                paramLabel = "FILE",
                description = "The certificate's key: PKCS #8 in PEM, not encrypted.")
        private String key = "";
    }

    /** What it is called: what was given, or a name that nobody else has. */
    String name(String role) {
        return name == null ? role + "-" + HexFormat.of().toHexDigits(new SecureRandom().nextInt(), DIGITS) : name;
    }

    /**
     * A transport for this host.
     *
     * @param tokens the file of the clients' tokens; null where no hub is here
     * @throws BadInputException when it may not listen so, with what is missing
     */
    HttpTransport transport(int defaultPort, @Nullable Path tokens, Map<String, String> env) {
        HttpOptions options = HttpTransport.builder().host(host).port(port == null ? defaultPort : port);
        secret(env).ifPresent(options::secret);
        if (advertised != null) {
            options.advertise(advertised);
        }
        if (tokens != null) {
            options.tokens(new TokenFile(tokens));
        }
        if (certificate != null) {
            options.tls(trust.tls(certificate.chain, certificate.key));
        } else if (trust.client() != null) {
            options.tls(trust.tls(null, null));
        }
        try {
            return options.build();
        } catch (IllegalStateException e) {
            throw new BadInputException(
                    "--host " + host + ": " + e.getMessage() + " See --secret-file and --advertise.", e);
        }
    }

    private Optional<ClusterSecret> secret(Map<String, String> env) {
        try {
            if (secretFile != null) {
                return Optional.of(ClusterSecret.read(FileFaults.path(secretFile)));
            }
            String text = env.getOrDefault(SECRET, "");
            return text.isBlank() ? Optional.empty() : Optional.of(ClusterSecret.of(text));
        } catch (IOException e) {
            throw FileFaults.of(FileFaults.path(String.valueOf(secretFile)), e);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    (secretFile == null ? SECRET : "--secret-file " + secretFile) + ": " + e.getMessage(), e);
        }
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

    private static URI hub(String text) {
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
