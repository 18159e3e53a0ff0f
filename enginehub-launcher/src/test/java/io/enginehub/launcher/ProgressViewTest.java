package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Step;
import io.enginehub.api.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProgressViewTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Terminal TERMINAL = new Terminal(true, false, Terminal.UNLIMITED, 80, 24);

    @Test
    void showsHowFarEachProcessorIs() {
        List<Step> steps = List.of(
                step("split", StepStatus.FINISHED, 1, START, START.plusMillis(12), null, null),
                step("fit", StepStatus.RUNNING, 2, START, null, 0.5, null),
                step("flaky", StepStatus.RETRYING, 1, null, null, null, START.plusSeconds(3)),
                step("vote", StepStatus.WAITING, 0, null, null, null, null));
        assertEquals(
                List.of(
                        "● split  x.split  FINISHED  12 ms",
                        "● fit    x.fit    RUNNING   1.0 s  attempt 2  █████░░░░░ 50 %",
                        "● flaky  x.flaky  RETRYING  again in 2.0 s",
                        "○ vote   x.vote   WAITING"),
                new ProgressView(TERMINAL).lines(steps, START.plusSeconds(1)));
    }

    @Test
    void showsTheBusyOnesWhereNotAllHaveRoom() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            StepStatus status = i == 77 ? StepStatus.RUNNING : i < 77 ? StepStatus.FINISHED : StepStatus.WAITING;
            steps.add(step("p" + i, status, 1, START, null, null, null));
        }
        List<String> lines = new ProgressView(TERMINAL).lines(steps, START);
        assertEquals(22, lines.size());
        assertTrue(lines.stream().anyMatch(line -> line.contains("p77")), lines::toString);
        assertEquals("  77 of 100 are finished", lines.get(21));
    }

    @Test
    void keepsEachProcessorOnOneLineOfTheTerminal() {
        Step step = step("p".repeat(100), StepStatus.RUNNING, 1, START, null, null, null);
        List<String> lines = new ProgressView(TERMINAL).lines(List.of(step), START);
        assertTrue(Width.of(lines.get(0)) < 80, lines::toString);
    }

    private static Step step(
            String key,
            StepStatus status,
            int attempts,
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable Double progress,
            @Nullable Instant next) {
        return new Step(key, "x." + key, status, attempts, started, ended, null, progress, next, null);
    }
}
