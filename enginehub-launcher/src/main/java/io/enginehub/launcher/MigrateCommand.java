package io.enginehub.launcher;

import io.enginehub.store.jdbc.JdbcProcessStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate}: the tables of a store, made or only shown. */
@Command(
        name = "migrate",
        sortOptions = false,
        description = {
            "Makes the tables of a store, or changes them to what this version needs.",
            "A hub does so by itself when it opens a store; this is for databases where it may not."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the database could not be changed", "2:wrong usage"})
final class MigrateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "STORE",
            description =
                    "sqlite:PATH or jdbc:postgresql://HOST/DATABASE?user=…; for --print only how it begins counts.")
    private String store = "";

    @Option(names = "--print", description = "Prints the SQL of all migrations, and connects to nothing.")
    private boolean print;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "enginehub_",
            description = "What the tables' names begin with, for --print. Default: ${DEFAULT-VALUE}")
    private String prefix = "";

    private final Console console;

    MigrateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (print) {
            try {
                console.out().line(JdbcProcessStore.sql(store, prefix));
            } catch (IllegalArgumentException e) {
                throw new BadInputException(String.valueOf(e.getMessage()), e);
            }
            return ExitCode.FINISHED;
        }
        JdbcProcessStore.open(StoreChoice.parseKept(store).url()).close();
        console.err().line("The tables of " + Secrets.masked(store) + " are what this version needs.");
        return ExitCode.FINISHED;
    }
}
