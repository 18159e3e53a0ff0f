package io.enginehub.launcher;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the commands look that tell what was. */
final class HistoryOptions {
    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = {
                "The store of the runs: sqlite:PATH or jdbc:postgresql://HOST/DATABASE?user=…",
                "Default: your history, in the folder that " + DataFolder.VARIABLE + " names or in your data folder."
            })
    private @Nullable String store;

    Histories open(Console console) {
        return Histories.open(store, console);
    }
}
