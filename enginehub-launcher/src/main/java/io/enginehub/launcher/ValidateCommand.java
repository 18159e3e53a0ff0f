package io.enginehub.launcher;

import io.enginehub.api.ProcessFlow;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code validate}: every fault of a flow at once, or a picture of it. */
@Command(
        name = "validate",
        description = "Tells all faults of a flow, or draws it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the flow is valid", "2:it has faults, or cannot be read"})
final class ValidateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FLOW", description = "The flow's file.")
    private String file = "";

    @Mixin
    private AlgorithmOptions algorithms = new AlgorithmOptions();

    private final Console console;

    ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path path = FileFaults.path(file);
        ProcessFlow flow = FlowFile.read(path);
        Printer out = console.out();
        int count = flow.processors().size();
        out.line(path + " is valid: flow '" + flow.key() + "', " + count + (count == 1 ? " processor" : " processors"));
        out.emptyLine();
        out.lines(FlowPicture.lines(flow, console.terminal()));
        algorithms.load(console.env()).missing(flow).ifPresent(missing -> {
            out.emptyLine();
            out.line("To run it here, " + missing);
        });
        return ExitCode.FINISHED;
    }
}
