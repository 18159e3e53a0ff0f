package io.enginehub.launcher;

import java.util.List;
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

    /** The stores themselves: the one that is named, or all files of the user's history. */
    List<StoreChoice.Kept> stores(Console console) {
        if (store != null) {
            return List.of(StoreChoice.parseKept(store));
        }
        return new HistoryFiles(DataFolder.of(console.env()))
                .all().stream().<StoreChoice.Kept>map(StoreChoice.File::new).toList();
    }

    Histories open(Console console) {
        return Histories.open(store, console);
    }

    boolean isGiven() {
        return store != null;
    }
}
