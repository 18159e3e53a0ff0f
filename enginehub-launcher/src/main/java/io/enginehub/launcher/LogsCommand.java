package io.enginehub.launcher;

import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: every line that a process's steps have logged. */
@Command(
        name = "logs",
        sortOptions = false,
        description = "Prints all that the steps of a process have logged, oldest first.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is printed",
            "1:a database could not be read",
            "2:wrong usage, or there is no such process"
        })
final class LogsCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Parameters(paramLabel = "ID", description = "The process's id, or an unambiguous beginning or end of it.")
    private String id = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on until the process has ended. Needs --hub.")
    private boolean follow;

    @Mixin
    private SourceOptions options = new SourceOptions();

    private final Console console;

    LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Histories histories = options.open(console)) {
            Histories.Found found = histories.find(id);
            long last = print(found, 0);
            while (follow && !found.history().awaitEnd(found.id(), LOOK)) {
                last = print(found, last);
            }
            last = print(found, last);
            if (last == 0) {
                console.err().line("The steps of process " + found.id() + " have logged nothing.");
            }
        }
        return ExitCode.FINISHED;
    }

    /** Prints the lines with numbers above {@code after}; gives the last number. */
    private long print(Histories.Found found, long after) {
        long last = after;
        boolean more = true;
        while (more) {
            Page<LogLine> page = found.history().logs(found.id(), last);
            for (LogLine line : page.items()) {
                console.out().line(text(line));
                last = line.number();
            }
            more = page.next() != null;
        }
        return last;
    }

    private static String text(LogLine line) {
        String level = line.level() == LogLine.Level.WARN ? "WARN  " : "";
        return Moments.exact(line.at()) + "  " + level + RunReport.text(line);
    }
}
