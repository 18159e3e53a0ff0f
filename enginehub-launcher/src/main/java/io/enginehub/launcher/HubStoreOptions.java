package io.enginehub.launcher;

import io.enginehub.api.StoreException;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.store.jdbc.JdbcProcessStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a hub keeps everything. */
final class HubStoreOptions {
    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = {
                "Where everything is kept: sqlite:PATH, jdbc:postgresql://HOST/DATABASE?user=…&password=…, or memory.",
                "Default: hub/hub.db in the folder that " + DataFolder.VARIABLE + " names or in your data folder."
            })
    private @Nullable String store;

    /**
     * Opens it; null: in memory.
     *
     * @throws BadInputException when that cannot be done, with what to do
     */
    @Nullable
    ProcessStore open(Console console) {
        StoreChoice choice = store == null ? inDataFolder(console) : StoreChoice.parse(store);
        if (!(choice instanceof StoreChoice.Kept kept)) {
            console.err().line("The memory store keeps nothing: what was submitted is gone when the hub ends.");
            return null;
        }
        try {
            return JdbcProcessStore.open(kept.url());
        } catch (StoreException | IllegalArgumentException e) {
            throw new BadInputException("--store " + Secrets.masked(kept.url()) + ": " + e.getMessage(), e);
        }
    }

    private static StoreChoice inDataFolder(Console console) {
        Path folder = DataFolder.of(console.env()).resolve("hub");
        DataFolder.make(folder);
        return new StoreChoice.File(folder.resolve("hub.db"));
    }
}
