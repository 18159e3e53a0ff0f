package io.enginehub.launcher;

import io.enginehub.store.jdbc.Finding;
import io.enginehub.store.jdbc.JdbcProcessStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verify}: looks whether the rows of a store can be so. */
@Command(
        name = "verify",
        sortOptions = false,
        description = "Looks whether what must hold of all rows of a store holds. Changes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is wrong",
            "1:something is wrong, or a database could not be read",
            "2:wrong usage, or there is no such store"
        })
final class VerifyCommand implements Callable<Integer> {
    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = {
                "The store: sqlite:PATH or jdbc:postgresql://HOST/DATABASE?user=…",
                "Default: all files of your history."
            })
    private @Nullable String store;

    private final Console console;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean healthy = true;
        for (StoreChoice choice : stores()) {
            healthy &= verify(choice);
        }
        return healthy ? ExitCode.FINISHED : ExitCode.NOT_FINISHED;
    }

    private List<StoreChoice> stores() {
        if (store != null) {
            StoreChoice choice = StoreChoice.parse(store);
            if (choice instanceof StoreChoice.Memory) {
                throw new BadInputException("--store memory: nothing of it is left when its run has ended");
            }
            return List.of(choice);
        }
        Path folder = DataFolder.of(console.env());
        List<StoreChoice> all = new ArrayList<>();
        new HistoryFiles(folder).all().forEach(file -> all.add(new StoreChoice.File(file)));
        if (all.isEmpty()) {
            throw new BadInputException("There is no history in " + folder + ". Name a store: --store sqlite:PATH");
        }
        return all;
    }

    private boolean verify(StoreChoice choice) {
        String url = choice instanceof StoreChoice.Server server ? server.url() : ((StoreChoice.File) choice).url();
        String name = Secrets.masked(url);
        List<Finding> findings;
        try {
            findings = JdbcProcessStore.verify(url);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
        console.out()
                .line(name + ": " + (findings.isEmpty() ? "nothing is wrong." : findings.size() + " rules broken."));
        findings.forEach(finding -> console.out().line("  " + finding));
        return findings.isEmpty();
    }
}
