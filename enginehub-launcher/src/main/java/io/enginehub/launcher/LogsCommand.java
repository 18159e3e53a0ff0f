package io.enginehub.launcher;

import io.enginehub.api.LogLine;
import io.enginehub.api.Page;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Parameters(paramLabel = "ID", description = "The process's id, or an unambiguous beginning or end of it.")
    private String id = "";

    @Mixin
    private HistoryOptions options = new HistoryOptions();

    private final Console console;

    LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Histories histories = options.open(console)) {
            Histories.Found found = histories.find(id);
            String after = "0";
            boolean any = false;
            while (after != null) {
                Page<LogLine> page = found.history().logs(found.id(), Long.parseLong(after));
                page.items().forEach(line -> console.out().line(text(line)));
                any |= !page.items().isEmpty();
                after = page.next();
            }
            if (!any) {
                console.err().line("The steps of process " + found.id() + " have logged nothing.");
            }
        }
        return ExitCode.FINISHED;
    }

    private static String text(LogLine line) {
        String level = line.level() == LogLine.Level.WARN ? "WARN  " : "";
        return Moments.exact(line.at()) + "  " + level + RunReport.text(line);
    }
}
