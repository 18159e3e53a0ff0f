package io.enginehub.launcher;

import io.enginehub.api.ProcessResult;
import io.enginehub.api.ProcessStatus;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show}: what a run has shown at its end, again. */
@Command(
        name = "show",
        sortOptions = false,
        description = "Shows a process of your history: its steps, log and output, or why it failed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is shown, however it ended",
            "1:a database could not be read",
            "2:wrong usage, or there is no such process"
        })
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The process's id, or an unambiguous beginning or end of it.")
    private String id = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes the output there; as CSV when the name ends in .csv.")
    private @Nullable String output;

    @Option(names = "--json", description = "Prints one JSON document: id, status, steps, output, logs, warnings.")
    private boolean json;

    @Mixin
    private SourceOptions options = new SourceOptions();

    private final Console console;

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Histories histories = options.open(console)) {
            Histories.Found found = histories.find(id);
            ProcessResult result = found.history().result(found.id());
            if (json) {
                console.out().json(JsonText.pretty(RunDocument.of(result)));
            } else {
                console.out().lines(RunReport.lines(result, console.terminal()));
            }
            if (found.isLeft()) {
                console.err().line("Its run is gone. The next run that opens the same store cancels it.");
            }
            if (output != null) {
                write(result, FileFaults.path(output));
            }
        }
        return ExitCode.FINISHED;
    }

    private void write(ProcessResult result, Path file) {
        if (result.process().status() != ProcessStatus.FINISHED) {
            throw new BadInputException("Process " + result.process().id() + " is "
                    + result.process().status() + ": it has no output to write to " + file);
        }
        OutputFile.write(file, result.output());
        (json ? console.err() : console.out()).line("The output is in " + file);
    }
}
