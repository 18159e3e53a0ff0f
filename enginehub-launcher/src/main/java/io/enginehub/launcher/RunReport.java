package io.enginehub.launcher;

import io.enginehub.api.Failure;
import io.enginehub.api.LogLine;
import io.enginehub.api.ProcessInstance;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import io.enginehub.api.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is said of a process, most of it when it has ended: its steps, its warnings, why it failed, its output. */
final class RunReport {
    private static final int MOST_LOG_LINES = 20;

    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    private RunReport(Terminal terminal) {
        this.terminal = terminal;
    }

    static List<String> lines(ProcessResult result, Terminal terminal) {
        RunReport report = new RunReport(terminal);
        report.steps(result.steps());
        report.logs(result);
        if (result.process().status() == ProcessStatus.FINISHED) {
            report.lines.add("");
            report.lines.addAll(new OutputText(terminal).lines(result.output()));
        }
        report.lines.add("");
        report.end(result);
        return report.lines;
    }

    private void steps(List<Step> steps) {
        Table table = Table.of("processor", "algorithm", "status", "attempts", "time")
                .right(3)
                .right(4);
        for (Step step : steps) {
            table.row(
                    step.processor(),
                    step.algorithm(),
                    step.status().name(),
                    step.attempts() == 0 ? "" : String.valueOf(step.attempts()),
                    time(step));
        }
        lines.addAll(table.lines(terminal));
    }

    private static String time(Step step) {
        return step.started() == null || step.ended() == null
                ? ""
                : Durations.text(Duration.between(step.started(), step.ended()));
    }

    private void logs(ProcessResult result) {
        List<LogLine> warnings = result.warnings();
        List<LogLine> others = result.logs().stream()
                .filter(line -> line.level() != LogLine.Level.WARN)
                .toList();
        section("Log", others);
        section("Warnings", warnings);
    }

    private void section(String title, List<LogLine> logged) {
        if (logged.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(terminal.bold(title));
        for (LogLine line : logged.subList(0, Math.min(MOST_LOG_LINES, logged.size()))) {
            lines.add("  " + text(line));
        }
        if (logged.size() > MOST_LOG_LINES) {
            lines.add(terminal.dim("  … and " + (logged.size() - MOST_LOG_LINES) + " more; --json gives all"));
        }
    }

    /** A line that a step has logged: nothing in it that a terminal obeys. */
    static String text(LogLine line) {
        String attempt = line.attempt() > 1 ? " (attempt " + line.attempt() + ")" : "";
        return line.processor() + attempt + ": " + Width.plain(line.text());
    }

    private void end(ProcessResult result) {
        ProcessInstance process = result.process();
        String took = process.times()
                .took()
                .map(time -> " after " + Durations.text(time))
                .orElse("");
        String headline = process.flow().key() + " is " + process.status() + took;
        lines.add(terminal.bold(styled(process.status(), headline)));
        lines.add("  process  " + process.id());
        Failure failure = process.failure();
        if (failure != null) {
            failure(failure, result.steps());
        }
    }

    private String styled(ProcessStatus status, String text) {
        return switch (status) {
            case PENDING, RUNNING -> terminal.busy(text);
            case FINISHED -> terminal.good(text);
            case FAILED, CANCELLED, TIMED_OUT -> terminal.bad(text);
        };
    }

    private void failure(Failure failure, List<Step> steps) {
        if (!failure.processor().isEmpty()) {
            lines.add("  step     " + failure.processor()
                    + steps.stream()
                            .filter(step -> step.processor().equals(failure.processor()))
                            .map(step -> " (" + step.algorithm() + ")")
                            .findFirst()
                            .orElse(""));
        }
        lines.add("  kind     " + failure.kind());
        // why: messages come from algorithms; each of their lines is kept, and nothing in them that a terminal obeys
        String between = "  message  ";
        for (String line : failure.message().lines().toList()) {
            lines.add(between + Width.plain(line));
            between = "           ";
        }
    }
}
