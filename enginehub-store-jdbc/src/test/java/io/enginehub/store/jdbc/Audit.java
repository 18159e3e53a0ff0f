package io.enginehub.store.jdbc;

import io.enginehub.api.Hub;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.UnknownProcessException;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.StepRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what is stored of processes of three steps with what was told of them. */
final class Audit {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final List<String> STEPS = List.of("one", "three", "two");

    private final ProcessStore store;
    private final Hub hub;
    private final List<String> lost = new ArrayList<>();
    private final List<String> otherSteps = new ArrayList<>();
    private final List<String> otherEnds = new ArrayList<>();
    private int count;
    private int takenOver;

    Audit(ProcessStore store, Hub hub) {
        this.store = store;
        this.hub = hub;
    }

    /** Awaits all that was accepted. */
    void run(List<ProcessId> accepted, Map<ProcessId, ProcessStatus> told) {
        for (ProcessId id : accepted) {
            count++;
            try {
                look(hub.await(id, SOON), told.getOrDefault(id, ProcessStatus.FINISHED));
            } catch (UnknownProcessException e) {
                lost.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private void look(ProcessResult result, ProcessStatus told) {
        ProcessId id = result.process().id();
        if (result.process().status() != told) {
            otherEnds.add(id + " is " + result.process().status() + " and was told to be " + told);
        }
        List<String> steps =
                store.history().steps(id).stream().map(StepRow::step).sorted().toList();
        if (!steps.equals(STEPS)) {
            otherSteps.add(id + " has the steps " + steps);
        }
        takenOver += result.process().epoch() > 1 ? 1 : 0;
    }

    List<String> wrong() {
        List<String> all = new ArrayList<>(lost);
        all.addAll(otherSteps);
        all.addAll(otherEnds);
        return all;
    }

    @Override
    public String toString() {
        return count + " processes accepted, " + takenOver + " claimed more than once, " + lost.size() + " lost, "
                + otherSteps.size() + " with a step missing or recorded twice, " + otherEnds.size()
                + " with a second end";
    }
}
