package io.enginehub.launcher;

import io.enginehub.api.StoreException;
import io.enginehub.store.jdbc.JdbcProcessStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The files of the user's history: one, and more where runs at the same time need one each. */
record HistoryFiles(Path folder) {
    private static final int MOST = 1000;

    /** A file that a run has opened. */
    record Opened(Path file, JdbcProcessStore store) {}

    private Path file(int number) {
        return folder.resolve(number == 1 ? "history.db" : "history-" + number + ".db");
    }

    /** Those that are there. */
    List<Path> all() {
        return IntStream.rangeClosed(1, MOST)
                .mapToObj(this::file)
                .filter(file -> Files.exists(file)) // why no end at a gap: somebody may have removed one
                .toList();
    }

    /**
     * Opens the first one that no other run has.
     *
     * @throws BadInputException when none can be opened, with what to do
     */
    Opened openFirstFree() {
        DataFolder.make(folder);
        for (int number = 1; number <= MOST; number++) {
            Path file = file(number);
            Optional<JdbcProcessStore> store = open(file, true);
            if (store.isPresent()) {
                return new Opened(file, store.get());
            }
        }
        throw DataFolder.unusable(folder, MOST + " runs are using it at once", null);
    }

    /** Opens a file; empty: another run has it. */
    private Optional<JdbcProcessStore> open(Path file, boolean again) {
        try {
            return Optional.of(JdbcProcessStore.open(new StoreChoice.File(file).url()));
        } catch (StoreException e) {
            if (JdbcProcessStore.isHeld(file)) {
                return Optional.empty();
            }
            if (again) { // why: the run that had it may have ended between the two looks
                return open(file, false);
            }
            throw DataFolder.unusable(folder, String.valueOf(e.getMessage()), e);
        }
    }
}
