package io.enginehub.launcher;

import io.enginehub.api.EngineHubException;
import io.enginehub.api.InvalidFlowException;
import io.enginehub.api.NotPromotableException;
import io.enginehub.api.PayloadException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into text and an exit code. A stack trace is shown only to those who asked for it. */
final class Faults {
    private final Console console;
    private final boolean debug;

    Faults(Console console, boolean debug) {
        this.console = console;
        this.debug = debug;
    }

    /** The arguments are wrong. */
    int usage(ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        Printer err = console.err();
        err.line(Secrets.masked(String.valueOf(fault.getMessage())));
        if (!UnmatchedArgumentException.printSuggestions(fault, err.writer())
                && fault instanceof UnmatchedArgumentException unmatched) {
            String written = unmatched.getUnmatched().get(0);
            Closest.to(written, command.getSubcommands().keySet())
                    .ifPresent(name -> err.line("Did you mean '" + name + "'?"));
        }
        err.line("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        trace(fault);
        return ExitCode.BAD_INPUT;
    }

    /** A command threw. */
    int execution(Throwable fault) {
        Printer err = console.err();
        int code = ExitCode.NOT_FINISHED;
        if (fault instanceof BadInputException
                || fault instanceof InvalidFlowException
                || fault instanceof PayloadException
                || fault instanceof NotPromotableException) {
            err.line(Secrets.masked(String.valueOf(fault.getMessage())));
            code = ExitCode.BAD_INPUT;
        } else if (fault instanceof EngineHubException) {
            err.line(Secrets.masked(String.valueOf(fault.getMessage())));
        } else if (fault instanceof UncheckedIOException io) {
            err.line(String.valueOf(io.getMessage()));
        } else if (fault instanceof OutOfMemoryError) {
            err.line("There is not enough memory: " + fault.getMessage() + ". Give Java more, such as -Xmx4g.");
        } else {
            err.line("Unexpected: " + Secrets.masked(Width.plain(fault.toString())));
            if (!debug) {
                err.line("This is a bug; run with --debug for the stack trace.");
            }
        }
        trace(fault);
        return code;
    }

    private void trace(Throwable fault) {
        if (debug) {
            console.err().trace(fault);
        }
    }
}
