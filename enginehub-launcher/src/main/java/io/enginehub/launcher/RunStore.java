package io.enginehub.launcher;

import io.enginehub.EngineHub;
import io.enginehub.History;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.StoreException;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.store.jdbc.JdbcProcessStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The store of one run. */
final class RunStore implements AutoCloseable {
    private static final Set<ProcessStatus> OPEN = Set.of(ProcessStatus.PENDING, ProcessStatus.RUNNING);

    private static final String ALONE = "local";

    private final @Nullable ProcessStore store;
    private final List<String> option;
    private final String member;

    /**
     * A store.
     *
     * @param option with which history finds it again
     * @param member see {@link #member}
     */
    private RunStore(@Nullable ProcessStore store, List<String> option, String member) {
        this.store = store;
        this.option = option;
        this.member = member;
    }

    /**
     * Opens the store that the option names, or the user's history without one.
     *
     * @throws BadInputException when that cannot be done, with what to do
     * @throws StoreException when a database refuses
     */
    static RunStore open(@Nullable String option, Console console) {
        if (option == null) {
            HistoryFiles.Opened opened = new HistoryFiles(DataFolder.of(console.env())).openFirstFree();
            return ofFile(opened.store(), opened.file(), List.of(), console.err());
        }
        StoreChoice choice = StoreChoice.parse(option);
        if (choice instanceof StoreChoice.File file) {
            return ofFile(open(file), file.path(), List.of("--store", file.url()), console.err());
        }
        if (choice instanceof StoreChoice.Server server) {
            return new RunStore(
                    open(server),
                    List.of("--store", Secrets.masked(server.url())),
                    "run-" + HexFormat.of().toHexDigits(new SecureRandom().nextInt()));
        }
        console.err().line("The memory store keeps nothing: this run's history ends with the command.");
        return new RunStore(null, List.of(), ALONE);
    }

    private static JdbcProcessStore open(StoreChoice.File file) {
        try {
            return JdbcProcessStore.open(file.url());
        } catch (StoreException e) {
            throw new BadInputException("--store " + file.url() + ": " + e.getMessage(), e);
        }
    }

    private static JdbcProcessStore open(StoreChoice.Server server) {
        try {
            return JdbcProcessStore.open(server.url());
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--store " + Secrets.masked(server.url()) + ": " + e.getMessage(), e);
        }
    }

    private static RunStore ofFile(JdbcProcessStore store, Path file, List<String> option, Printer err) {
        try {
            cancelLeft(store, file, err);
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
        return new RunStore(store, option, ALONE);
    }

    /**
     * Cancels what a run has left that was killed. A file has one hub at a time, and this is it: nobody else will ever end
     * those, and this run's agents would take up the ones whose algorithms they have, which nobody has asked for.
     */
    private static void cancelLeft(ProcessStore store, Path file, Printer err) {
        List<ProcessInstance> left = left(History.of(store));
        if (left.isEmpty()) {
            return;
        }
        if (left.stream().anyMatch(process -> !process.adHoc())) {
            throw new BadInputException(
                    file + " holds processes of deployed flows that have not ended, so that it is an"
                            + " application's store, and this run would meddle with them. Name another one with --store.");
        }
        try (EngineHub engine = EngineHub.named("enginehub")
                .hub(hub -> {})
                .store(store)
                .closePatience(Duration.ZERO)
                .start()) {
            for (ProcessInstance process : left) {
                boolean unused = engine.hub().cancel(process.id()); // why: that it has ended is all that is wanted
                err.line("Cancelled process " + process.id() + " of flow "
                        + process.flow().key() + ": its run is gone, and left it " + process.status() + ".");
            }
        }
    }

    private static List<ProcessInstance> left(History history) {
        List<ProcessInstance> left = new ArrayList<>();
        history.forEach(ProcessQuery.all().statuses(OPEN).limit(1000), left::add);
        return left;
    }

    /** The store; empty: that of the engine itself, in memory. */
    Optional<ProcessStore> store() {
        return Optional.ofNullable(store);
    }

    /**
     * The name of the run's roles. Who comes with a name that is there takes over what is held under it; so where several
     * runs share a store, each has another name.
     */
    String member() {
        return member;
    }

    /** The words of a command that shows a process again; empty where it is not kept. */
    List<String> showing(ProcessId id) {
        if (store == null) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of("show", ShortId.of(id)));
        words.addAll(option);
        return words;
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
