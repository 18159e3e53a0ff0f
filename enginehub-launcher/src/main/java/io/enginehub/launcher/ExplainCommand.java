package io.enginehub.launcher;

import io.enginehub.api.Check;
import io.enginehub.api.Explanation;
import io.enginehub.api.ProcessId;
import io.enginehub.transport.http.rest.HttpHub;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain}: why a process is where it is. */
@Command(
        name = "explain",
        sortOptions = false,
        description = "Says why a process at a hub is where it is, and how dispatchers saw it while it waited.")
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The process's id, or an unambiguous beginning or end of it.")
    private String id = "";

    @Mixin
    private HubOptions options = new HubOptions();

    private final Console console;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Histories.Found found;
        try (Histories processes = options.processes(console)) {
            found = processes.find(id);
        }
        try (HttpHub hub = options.open(console)) {
            ProcessId process = found.id();
            Explanation explanation = hub.explain(process);
            List<Check> checks = hub.checks(process);
            console.out()
                    .line("Process " + process + " of flow " + found.process().flow() + " is "
                            + found.process().status() + ".");
            console.out().line(explanation.text());
            if (!checks.isEmpty()) {
                console.out().emptyLine();
                console.out().lines(table(checks).lines(console.terminal()));
            }
            return ExitCode.FINISHED;
        }
    }

    private static Table table(List<Check> checks) {
        Table table = Table.of("dispatcher", "saw", "detail", "times", "first", "last")
                .right(3);
        checks.forEach(check -> table.row(
                check.dispatcher(),
                check.verdict().name(),
                check.detail(),
                Long.toString(check.count()),
                Moments.text(check.first()),
                Moments.text(check.last())));
        return table;
    }
}
