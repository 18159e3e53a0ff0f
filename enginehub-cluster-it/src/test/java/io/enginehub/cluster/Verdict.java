package io.enginehub.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.enginehub.api.Page;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessQuery;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.StepRow;
import io.enginehub.store.jdbc.JdbcProcessStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what applications were told with what is stored, and that with what handlers have run. */
final class Verdict {
    private static final int PAGE = 1000;

    private final List<String> lost = new ArrayList<>();
    private final List<String> otherSteps = new ArrayList<>();
    private final List<String> otherEnds = new ArrayList<>();
    private final List<String> uncalled = new ArrayList<>();
    private int steps;
    private int explained;
    private final List<String> needless = new ArrayList<>();
    /** When the result of a step was recorded, since 1970, by {@code process/step}. */
    private final Map<String, Long> recordedMillis = new HashMap<>();

    private final List<String> redone = new ArrayList<>();
    private int accepted;

    /**
     * Looks.
     *
     * @param store its URL
     * @param names the steps of each process
     */
    static Verdict of(String store, Applications told, Set<String> names, Path executions, Excuses excuses) {
        Verdict verdict = new Verdict();
        Map<String, List<Executions.Execution>> run = Executions.read(executions);
        try (ProcessStore opened = JdbcProcessStore.openForReading(store)) {
            verdict.processes(opened.history(), told, names, run);
        }
        verdict.executions(run, excuses);
        verdict.audit(store);
        return verdict;
    }

    private void processes(
            ProcessHistory history, Applications told, Set<String> names, Map<String, List<Executions.Execution>> run) {
        Map<ProcessId, ProcessRow> stored = all(history);
        accepted = told.accepted().size();
        Set<ProcessId> known = new HashSet<>(told.accepted().values());
        if (known.size() != accepted) {
            otherEnds.add("two keys have one process");
        }
        stored.keySet().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> otherEnds.add(id + " is a second process of a key, or nobody's"));
        for (ProcessId id : known) {
            ProcessRow row = stored.get(id);
            if (row == null) {
                lost.add(id.toString());
                continue;
            }
            ProcessStatus expected = told.ended().get(id);
            if (row.status() != expected) {
                otherEnds.add(id + " is " + row.status() + " and was told to be " + expected);
            }
            List<StepRow> rows = history.steps(id);
            Set<String> recorded = new HashSet<>();
            rows.forEach(step -> {
                recorded.add(step.step());
                recordedMillis.put(id + "/" + step.step(), step.ended().toEpochMilli());
            });
            boolean all = recorded.equals(names) || row.status() != ProcessStatus.FINISHED;
            if (rows.size() != recorded.size() || !all) {
                otherSteps.add(id + " has " + rows.size() + " steps: " + recorded);
            }
            recorded.stream()
                    .map(step -> id + "/" + step)
                    .filter(key -> !run.containsKey(key))
                    .forEach(uncalled::add);
        }
    }

    private static Map<ProcessId, ProcessRow> all(ProcessHistory history) {
        Map<ProcessId, ProcessRow> all = new HashMap<>();
        String after = null;
        do {
            Page<ProcessRow> page = history.list(ProcessQuery.all().after(after).limit(PAGE));
            page.items().forEach(row -> all.put(row.id(), row));
            after = page.next();
        } while (after != null);
        return all;
    }

    private void executions(Map<String, List<Executions.Execution>> run, Excuses excuses) {
        steps = run.size();
        run.values().forEach(times -> {
            for (int i = 1; i < times.size(); i++) {
                Executions.Execution again = times.get(i);
                if (again.millis() > recordedMillis.getOrDefault(again.key(), Long.MAX_VALUE)) {
                    redone.add(again + " and recorded at " + recordedMillis.get(again.key()));
                }
                if (excuses.excuse(times.subList(0, i), again)) {
                    explained++;
                } else {
                    needless.add(again + " after " + times.get(i - 1));
                }
            }
        });
    }

    private void audit(String store) {
        JdbcProcessStore.verify(store).forEach(finding -> otherEnds.add(finding.toString()));
    }

    /**
     * Nothing is lost, recorded twice, or ended twice; at most one in a hundred steps was run again for nothing. What is
     * recorded is done, whoever dies: one in a thousand may have begun again after that, on an event that was still under
     * way.
     */
    void assertGood(Applications told) {
        assertEquals(List.of(), told.wrong(), "ended otherwise");
        assertEquals(List.of(), lost, "lost");
        assertEquals(List.of(), otherSteps, "steps missing or recorded twice");
        assertEquals(List.of(), uncalled, "recorded, and never run");
        assertEquals(List.of(), otherEnds, "second terminals, or what the audit found");
        assertEquals(List.of(), needless.size() * 100L <= steps ? List.of() : needless, "needless executions");
        boolean rarely = redone.size() * 1000L <= Math.max(steps, 1000);
        assertEquals(List.of(), rarely ? List.of() : redone, "run again though recorded before");
    }

    void assertNothingRanAgain() {
        assertEquals(0, explained + needless.size(), () -> "run again: " + needless);
    }

    @Override
    public String toString() {
        return accepted + " processes accepted, " + lost.size() + " lost, " + otherSteps.size()
                + " with a step missing or recorded twice, " + otherEnds.size() + " with a second end; " + steps
                + " steps, run again: " + explained + " after a kill, " + needless.size() + " needlessly, "
                + redone.size() + " though it was recorded before";
    }
}
