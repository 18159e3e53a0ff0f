package io.enginehub.launcher;

import io.enginehub.api.ProcessId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code promote}: what {@code run --promote} does, with a process of an earlier run. */
@Command(
        name = "promote",
        sortOptions = false,
        description =
                "Cuts a flow out of a FINISHED process of your history, with the models frozen in that it fitted.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the flow is written",
            "1:a database could not be read",
            "2:wrong usage, there is no such process, or it cannot be promoted so"
        })
final class PromoteCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The process's id, or an unambiguous beginning or end of it.")
    private String id = "";

    @Parameters(
            index = "1",
            paramLabel = "FROM:TO",
            description = {
                "The processors from what FROM refers to, up to processor TO, as with run --promote.",
                "Example: split#/test:tree"
            })
    private String cut = "";

    @Option(names = "--as", required = true, paramLabel = "KEY", description = PromoteOptions.KEY)
    private String key = "";

    @Option(names = "--promoted", required = true, paramLabel = "FILE", description = PromoteOptions.FILE)
    private String file = "";

    @Mixin
    private SourceOptions options = new SourceOptions();

    private final Console console;

    PromoteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Histories histories = options.open(console)) {
            Histories.Found found = histories.find(id);
            ProcessId process = found.id();
            Promotion promotion = Promotion.of(
                    "", cut, key, FileFaults.path(file), found.history().flow(process));
            promotion.write(wanted -> found.history().promote(process, wanted.from(), wanted.to(), wanted.key()));
            promotion.tell(console.out(), console.command("run", file, "--input", "DATA"));
        }
        return ExitCode.FINISHED;
    }
}
