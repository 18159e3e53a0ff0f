package io.enginehub.launcher;

import io.enginehub.api.Step;
import io.enginehub.api.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the processors stand, as lines for a terminal: one each, the busy ones first where not all have room. */
final class ProgressView {
    private static final int BAR = 10;

    private final Terminal terminal;

    ProgressView(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The lines at a moment. */
    List<String> lines(List<Step> steps, Instant now) {
        int room = Math.max(3, terminal.viewRows() - 2);
        List<Step> shown = steps.size() <= room ? steps : busiest(steps, room - 1);
        int keys = widest(shown.stream().map(Step::processor).toList());
        int algorithms = widest(shown.stream().map(Step::algorithm).toList());
        List<String> lines = new ArrayList<>();
        for (Step step : shown) {
            String line = sign(step.status()) + " " + Width.pad(step.processor(), keys) + "  "
                    + Width.pad(step.algorithm(), algorithms) + "  "
                    + Width.pad(step.status().name(), 8) + detail(step, now);
            // why one less: a terminal that wraps in its last column would make two lines of it
            lines.add(styled(
                    step.status(),
                    Width.cut(line, Math.max(20, terminal.viewColumns() - 1)).stripTrailing()));
        }
        if (shown.size() < steps.size()) {
            long finished = steps.stream()
                    .filter(step -> step.status() == StepStatus.FINISHED)
                    .count();
            lines.add("  " + finished + " of " + steps.size() + " are finished");
        }
        return lines;
    }

    private static List<Step> busiest(List<Step> steps, int room) {
        List<Step> busy =
                steps.stream().filter(step -> isBusy(step.status())).limit(room).toList();
        List<Step> shown = new ArrayList<>(busy);
        steps.stream()
                .filter(step -> !isBusy(step.status()))
                .limit(room - busy.size())
                .forEach(shown::add);
        return steps.stream().filter(shown::contains).toList(); // why: in the flow's order, or lines would jump about
    }

    private static String detail(Step step, Instant now) {
        StringBuilder detail = new StringBuilder();
        String took = took(step.started(), step.ended(), now);
        detail.append(took.isEmpty() ? "" : "  " + took);
        if (step.attempts() > 1) {
            detail.append("  attempt ").append(step.attempts());
        }
        if (step.status() == StepStatus.RETRYING && step.nextAttempt() != null) {
            detail.append("  again in ").append(Durations.text(Duration.between(now, step.nextAttempt())));
        }
        if (step.status() == StepStatus.RUNNING && step.progress() != null) {
            detail.append("  ").append(bar(step.progress()));
        }
        return detail.toString();
    }

    /** How long a step took, or has taken so far; empty where it has not begun. */
    private static String took(@Nullable Instant started, @Nullable Instant ended, Instant now) {
        return started == null ? "" : Durations.text(Duration.between(started, ended == null ? now : ended));
    }

    private static String bar(double fraction) {
        int full = (int) Math.round(Math.min(1, Math.max(0, fraction)) * BAR);
        return "█".repeat(full) + "░".repeat(BAR - full) + " " + Math.round(fraction * 100) + " %";
    }

    private static boolean isBusy(StepStatus status) {
        return switch (status) {
            case RUNNING, RETRYING, FAILED -> true;
            case WAITING, READY, FINISHED, CANCELLED -> false;
        };
    }

    private static String sign(StepStatus status) {
        return switch (status) {
            case WAITING, READY -> "○";
            case RUNNING, RETRYING, FINISHED -> "●";
            case FAILED, CANCELLED -> "x";
        };
    }

    private String styled(StepStatus status, String line) {
        return switch (status) {
            case WAITING, READY, CANCELLED -> terminal.dim(line);
            case RUNNING, RETRYING -> terminal.busy(line);
            case FINISHED -> terminal.good(line);
            case FAILED -> terminal.bad(line);
        };
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(Width::of).max().orElse(0);
    }
}
