package io.enginehub.launcher;

import io.enginehub.api.spi.ClusterSettings;
import io.enginehub.consul.ConsulAccess;
import io.enginehub.consul.ConsulClusterSettings;
import io.enginehub.consul.ConsulRegistry;
import io.enginehub.transport.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How a role finds the others where it is not by their hubs. */
final class FindOptions {
    private static final String URL = "ENGINEHUB_CONSUL";
    private static final String TOKEN = "CONSUL_HTTP_TOKEN";

    @Option(
            names = "--consul",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            defaultValue = "${env:" + URL + "}",
            description = {
                "Finds the others by Consul instead: the agent of Consul on this machine, such as",
                "http://127.0.0.1:8500. Default: what " + URL + " names."
            })
    private @Nullable String consul;

    @Option(
            names = "--consul-token-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The token for Consul. Default: what " + TOKEN + " holds; none where it holds nothing.")
    private @Nullable String tokenFile;

    @Option(
            names = "--consul-ca",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Certificates of those who vouch for Consul's https address, in PEM.")
    private @Nullable String authorities;

    /**
     * How a role finds others, and follows what is set for all of them.
     *
     * @param hubs who is asked without Consul
     * @throws BadInputException when what was given of Consul is wrong
     */
    Found open(HttpTransport transport, Supplier<List<URI>> hubs, Map<String, String> env) {
        Optional<ConsulAccess> access = access(env);
        return access.isEmpty()
                ? new Found(transport.members(hubs.get()), null)
                : new Found(ConsulRegistry.open(access.get()), ConsulClusterSettings.open(access.get()));
    }

    /**
     * The settings of the cluster.
     *
     * @throws BadInputException when no Consul was named, or what was given of it is wrong
     */
    ClusterSettings settings(Map<String, String> env) {
        return ConsulClusterSettings.open(access(env)
                .orElseThrow(() -> new BadInputException("The settings of a cluster are in its Consul. Name that with"
                        + " --consul http://127.0.0.1:8500, or in " + URL + ".")));
    }

    private Optional<ConsulAccess> access(Map<String, String> env) {
        if (consul == null || consul.isBlank()) {
            return Optional.empty();
        }
        try {
            ConsulAccess access = ConsulAccess.to(URI.create(consul));
            String token = token(env);
            if (!token.isEmpty()) {
                access = access.token(token);
            }
            if (authorities != null) {
                access = access.trusting(FileFaults.path(authorities));
            }
            return Optional.of(access);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--consul " + consul + ": " + e.getMessage(), e);
        }
    }

    private String token(Map<String, String> env) {
        if (tokenFile == null) {
            return env.getOrDefault(TOKEN, "").strip();
        }
        Path file = FileFaults.path(tokenFile);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw FileFaults.of(file, e);
        }
    }
}
