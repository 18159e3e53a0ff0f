package io.enginehub.launcher;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a role finishes what it has begun when it is told to end. */
final class DrainOptions {
    @Option(
            names = "--drain",
            paramLabel = "DURATION",
            description = "How long to finish what has begun when told to end. Default: ${DEFAULT-VALUE}")
    private Duration patience = Duration.ofSeconds(30);

    Duration patience() {
        return patience;
    }
}
