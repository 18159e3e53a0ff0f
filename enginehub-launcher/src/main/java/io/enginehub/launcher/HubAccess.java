package io.enginehub.launcher;

import io.enginehub.transport.http.rest.HttpHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a client is let in by a hub. */
final class HubAccess {
    private static final String TOKEN = "ENGINEHUB_TOKEN";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The token to show, for a hub that asks for one. Default: what " + TOKEN + " holds.")
    private @Nullable String tokenFile;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    HttpHub open(List<String> hubs, Console console) {
        return HttpHub.at(HostOptions.hubs(hubs), token(console.env()), trust.client());
    }

    Histories processes(List<String> hubs, Console console) {
        return Histories.of(open(hubs, console), "hub " + String.join(", ", hubs));
    }

    private @Nullable String token(Map<String, String> env) {
        if (tokenFile == null) {
            String token = env.getOrDefault(TOKEN, "").strip();
            return token.isEmpty() ? null : token;
        }
        Path file = FileFaults.path(tokenFile);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw FileFaults.of(file, e);
        }
    }
}
