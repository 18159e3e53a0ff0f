package io.enginehub.launcher;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the commands look that tell of processes: the user's history, a store, or a hub. */
final class SourceOptions {
    @Mixin
    private HistoryOptions history = new HistoryOptions();

    @Option(
            names = "--hub",
            split = ",",
            paramLabel = "URL",
            description = "A hub that is asked instead, or all hubs of a cluster: URL[,URL].")
    private List<String> hubs = List.of();

    @Mixin
    private HubAccess access = new HubAccess();

    Histories open(Console console) {
        if (hubs.isEmpty()) {
            return history.open(console);
        }
        if (history.isGiven()) {
            throw new BadInputException("Give --store or --hub, not both.");
        }
        return access.processes(hubs, console);
    }
}
