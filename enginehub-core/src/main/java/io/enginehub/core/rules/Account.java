package io.enginehub.core.rules;

import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.StepRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One process in a batch: as the store has it, and what the batch has changed of it so far. */
final class Account {
    private final Rows rows;
    final ProcessId id;
    /** Whether the store had it before the batch. */
    private final boolean stored;

    private Map<String, StepRow> newSteps = Map.of();
    private List<AttemptRow> newAttempts = List.of();
    /** As the batch has left it; null: it is not there, or is not any more. */
    @Nullable
    ProcessRow row;

    @Nullable
    Told told;

    /** @param read null: the store does not have it */
    Account(Rows rows, ProcessId id, @Nullable ProcessRow read) {
        this.rows = rows;
        this.id = id;
        this.row = read;
        this.stored = read != null;
    }

    private Map<String, StepRow> readSteps() {
        return stored ? rows.steps(id) : Map.of();
    }

    Map<String, StepRow> steps() {
        Map<String, StepRow> read = readSteps();
        if (newSteps.isEmpty()) {
            return read;
        }
        Map<String, StepRow> all = new LinkedHashMap<>(read);
        all.putAll(newSteps);
        return all;
    }

    boolean hasStep(String step) {
        return newSteps.containsKey(step) || readSteps().containsKey(step);
    }

    int stepCount() {
        return readSteps().size() + newSteps.size();
    }

    void add(StepRow step) {
        if (newSteps.isEmpty()) {
            newSteps = new LinkedHashMap<>(2); // why so small: a batch has one new step of most processes
        }
        newSteps.put(step.step(), step);
    }

    List<AttemptRow> attempts() {
        List<AttemptRow> read = stored ? rows.attempts(id) : List.of();
        if (newAttempts.isEmpty()) {
            return read;
        }
        List<AttemptRow> all = new ArrayList<>(read);
        all.addAll(newAttempts);
        return all;
    }

    void add(AttemptRow attempt) {
        if (newAttempts.isEmpty()) {
            newAttempts = new ArrayList<>();
        }
        newAttempts.add(attempt);
    }
}
