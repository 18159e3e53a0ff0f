package io.enginehub.launcher;

import io.enginehub.api.HubListener;
import io.enginehub.api.ProcessId;
import io.enginehub.api.StepStatus;
import java.time.Duration;

/** Progress as plain lines, for pipes and files: one for each step that has an outcome. */
final class ProgressLines implements HubListener {
    private final Printer printer;
    private final long started = System.nanoTime();

    ProgressLines(Printer printer) {
        this.printer = printer;
    }

    @Override
    public void changed(ProcessId process, String processor, StepStatus status) {
        Duration since = Duration.ofNanos(System.nanoTime() - started);
        printer.line(processor + " " + status + " at " + Durations.text(since));
    }
}
