package io.enginehub.launcher;

import io.enginehub.api.EngineHubException;
import io.enginehub.api.Page;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessQuery;
import io.enginehub.store.jdbc.JdbcProcessStore;
import io.enginehub.transport.http.rest.HttpHub;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is there to look at: the files of the user's history, one store, or a hub. Only read. */
final class Histories implements AutoCloseable {
    private static final int PAGE = 1000;
    private static final int MOST_CANDIDATES = 10;
    private static final int NEWEST = 3;

    private static final Comparator<Found> NEWEST_FIRST = Comparator.comparing(
                    (Found found) -> found.process().times().submitted())
            .reversed();

    private final String name;
    private final List<Source> sources = new ArrayList<>();

    private Histories(String name) {
        this.name = name;
    }

    /** A store that can be read; the file of one in a file. */
    private record Source(ProcessSource history, @Nullable Path file) {
        private Found found(ProcessInstance process) {
            boolean open = !process.status().isTerminal();
            return new Found(history, process, open && file != null && !JdbcProcessStore.isHeld(file));
        }
    }

    /**
     * A process, and the history that it is in.
     *
     * @param isLeft whether the run that it was part of is gone, and it has not ended
     */
    record Found(ProcessSource history, ProcessInstance process, boolean isLeft) {
        ProcessId id() {
            return process.id();
        }

        String status() {
            return process.status() + (isLeft ? " (its run is gone)" : "");
        }
    }

    /**
     * Opens what the option names, or all files of the user's history without one; of those, what cannot be read is told and
     * left out.
     *
     * @throws BadInputException when the option names no store that can be read
     */
    static Histories open(@Nullable String option, Console console) {
        if (option == null) {
            return ofFolder(DataFolder.of(console.env()), console.err());
        }
        StoreChoice.Kept choice = StoreChoice.parseKept(option);
        Histories histories = new Histories(Secrets.masked(option));
        try {
            histories.add(choice);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--store " + Secrets.masked(option) + ": " + e.getMessage(), e);
        }
        return histories;
    }

    /** The processes of a hub. */
    static Histories of(HttpHub hub, String name) {
        Histories histories = new Histories(name);
        histories.sources.add(new Source(new HubSource(hub), null));
        return histories;
    }

    private static Histories ofFolder(Path folder, Printer err) {
        Histories histories = new Histories(folder.toString());
        for (Path file : new HistoryFiles(folder).all()) {
            try {
                histories.add(new StoreChoice.File(file));
            } catch (IllegalArgumentException | EngineHubException e) {
                err.line("Left out " + file + ": " + e.getMessage());
            }
        }
        return histories;
    }

    private void add(StoreChoice.Kept choice) {
        Path file = choice instanceof StoreChoice.File named ? named.path() : null;
        sources.add(new Source(new StoreSource(JdbcProcessStore.openForReading(choice.url())), file));
    }

    /** Where this looks, for messages. */
    String name() {
        return name;
    }

    /** The newest that a query finds, at most as many as its limit says. */
    List<Found> newest(ProcessQuery query) {
        return sources.stream()
                .flatMap(source -> source.history().list(query).items().stream().map(source::found))
                .sorted(NEWEST_FIRST)
                .limit(query.limit())
                .toList();
    }

    /**
     * Finds a process by its id, or by an unambiguous beginning or end of that.
     *
     * @throws BadInputException when there is none or more than one, with candidates
     */
    Found find(String text) {
        if (!ShortId.isPart(text)) {
            throw new BadInputException(
                    "'" + text + "' is no part of an id: those are of the digits 0 to 9 and a to f.");
        }
        List<Found> all = ShortId.whole(text).map(this::byId).orElseGet(() -> byPart(text));
        if (all.size() == 1) {
            return all.get(0);
        }
        String problem = all.isEmpty()
                ? "There is no process '" + text + "' in " + name + "."
                : "'" + text + "' is the beginning or end of " + all.size() + " ids:";
        List<Found> candidates = all.isEmpty() ? newest(ProcessQuery.all().limit(NEWEST)) : all;
        throw new BadInputException(
                problem + (all.isEmpty() && !candidates.isEmpty() ? " The newest are:" : "") + lines(candidates));
    }

    private static String lines(List<Found> candidates) {
        StringBuilder lines = new StringBuilder();
        for (Found found : candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size()))) {
            lines.append("\n  ")
                    .append(found.id())
                    .append("  ")
                    .append(Moments.text(found.process().times().submitted()));
            lines.append("  ").append(found.process().flow().key()).append("  ").append(found.status());
        }
        return lines.toString();
    }

    private List<Found> byId(ProcessId id) {
        return sources.stream()
                .flatMap(source -> source.history().find(id).stream().map(source::found))
                .toList();
    }

    private List<Found> byPart(String text) {
        List<Found> all = new ArrayList<>();
        for (Source source : sources) {
            ProcessQuery query = ProcessQuery.all().limit(PAGE);
            while (query != null) {
                Page<ProcessInstance> page = source.history().list(query);
                page.items().stream()
                        .filter(process -> ShortId.matches(process.id(), text))
                        .map(source::found)
                        .forEach(all::add);
                query = page.next() == null ? null : query.after(page.next());
            }
        }
        all.sort(NEWEST_FIRST);
        return all;
    }

    @Override
    public void close() {
        sources.forEach(source -> source.history().close());
    }
}
