package io.enginehub.store.jdbc;

import io.enginehub.api.LogLine;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.StepRow;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads processes with all that belongs to them: those that are asked for while a read is under way, together in the next
 * one, since what ends in one commit is asked for at one time. Who asks first reads for the others. Thread-safe.
 */
final class Stories {
    private static final Logger LOG = LoggerFactory.getLogger(Stories.class);
    /** So many at a time: each may have a large output. */
    private static final int MOST = 16;

    /** A process that is asked for, and what is read of it. */
    private static final class Asked {
        final ProcessId id;
        final int lines;
        /** True: another one has read, or tried to. False: it is this one's turn to read. */
        final CompletableFuture<Boolean> woken = new CompletableFuture<>();

        boolean isRead;

        @Nullable
        Story story;

        Asked(ProcessId id, int lines) {
            this.id = id;
            this.lines = lines;
        }
    }

    /** What has been read of a process so far. */
    private static final class Story {
        final ProcessRow row;
        final List<StepRow> steps = new ArrayList<>();
        final List<AttemptTable.Numbered> attempts = new ArrayList<>();
        final List<LogLine> lines = new ArrayList<>();

        @Nullable
        Payload output;

        Story(ProcessRow row) {
            this.row = row;
        }

        ProcessHistory.Story told(int most) {
            return new ProcessHistory.Story(
                    row,
                    StepTable.inOrder(steps),
                    JdbcRows.inOrder(attempts),
                    lines.stream()
                            .sorted(Comparator.comparingLong(LogLine::number))
                            .limit(most)
                            .toList(),
                    output);
        }
    }

    private final Readers readers;
    private final Tables tables;
    private final ArrayDeque<Asked> waiting = new ArrayDeque<>();
    private boolean reading;

    Stories(Readers readers, Tables tables) {
        this.readers = readers;
        this.tables = tables;
    }

    Optional<ProcessHistory.Story> read(ProcessId id, int lines) throws SQLException {
        Asked mine = new Asked(id, lines);
        if (enter(mine) || !mine.woken.join()) {
            readForAll();
        }
        if (!mine.isRead) { // why: one that cannot be read must not fail the others
            read(List.of(mine));
        }
        return Optional.ofNullable(mine.story).map(story -> story.told(lines));
    }

    /** Whether nobody reads, so that this one does. */
    private synchronized boolean enter(Asked mine) {
        waiting.add(mine);
        boolean first = !reading;
        reading = true;
        return first;
    }

    private synchronized List<Asked> take() {
        List<Asked> all = new ArrayList<>();
        while (!waiting.isEmpty() && all.size() < MOST) {
            all.add(waiting.remove());
        }
        return all;
    }

    /** Who reads next; null: nobody waits. */
    private synchronized @Nullable Asked leave() {
        reading = !waiting.isEmpty();
        return waiting.peek();
    }

    private void readForAll() {
        List<Asked> all = take();
        try {
            read(all);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("Some processes could not be read together.", e);
        } finally {
            Asked next = leave();
            all.forEach(asked -> asked.woken.complete(true));
            if (next != null) {
                next.woken.complete(false);
            }
        }
    }

    private void read(List<Asked> all) throws SQLException {
        Map<ProcessId, Integer> lines = new LinkedHashMap<>();
        all.forEach(asked -> lines.merge(asked.id, asked.lines, Math::max));
        Map<ProcessId, Story> found = readers.read(script -> read(script, lines));
        for (Asked asked : all) {
            asked.story = found.get(asked.id);
            asked.isRead = true;
        }
    }

    /** Finds processes, each with so many lines. */
    private Map<ProcessId, Story> read(Script script, Map<ProcessId, Integer> wanted) throws SQLException {
        Map<ProcessId, Story> found = new LinkedHashMap<>();
        List<Object[]> ids = ProcessTable.ids(wanted.keySet());
        List<Object[]> logs = new ArrayList<>();
        List<Object[]> outputs = new ArrayList<>();
        wanted.forEach((id, lines) -> {
            logs.add(new Object[] {id.value(), 0L, lines});
            outputs.add(new Object[] {id.value(), ProcessHistory.OUTPUT});
        });
        script.read(tables.process.find, ids, row -> {
            ProcessRow process = tables.process.read(script, row);
            found.put(process.id(), new Story(process));
        });
        script.read(tables.step.find, ids, row -> {
            StepRow step = StepTable.read(row);
            add(found, step.process(), story -> story.steps.add(step));
        });
        script.read(tables.attempt.find, ids, row -> {
            AttemptTable.Numbered attempt = AttemptTable.read(row);
            add(found, attempt.row().key().process(), story -> story.attempts.add(attempt));
        });
        script.read(tables.log.find, logs, row -> {
            ProcessId id = new ProcessId(row.uuid());
            LogLine line = LogTable.read(row);
            add(found, id, story -> story.lines.add(line));
        });
        script.read(tables.payload.find, outputs, row -> {
            ProcessId id = new ProcessId(row.uuid());
            row.text();
            Payload output = PayloadTable.payload(row);
            add(found, id, story -> story.output = output);
        });
        script.run();
        return found;
    }

    private static void add(Map<ProcessId, Story> found, ProcessId id, Consumer<Story> part) {
        Story story = found.get(id);
        if (story != null) {
            part.accept(story);
        }
    }
}
