package io.enginehub.launcher;

import io.enginehub.transport.http.tls.Tls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom to trust when asking by https. */
final class TrustOptions {
    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Certificates of those who vouch for https hosts, in PEM. Default: whom Java trusts.")
    private @Nullable String authorities;

    /** For one who only asks; null: as Java does. */
    @Nullable
    Tls client() {
        return authorities == null ? null : tls(null, null);
    }

    /** For one who serves, too. */
    Tls tls(@Nullable String chain, @Nullable String key) {
        try {
            return Tls.of(path(chain), path(key), path(authorities));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--tls-…: " + e.getMessage(), e);
        }
    }

    private static @Nullable Path path(@Nullable String file) {
        return file == null ? null : FileFaults.path(file);
    }
}
