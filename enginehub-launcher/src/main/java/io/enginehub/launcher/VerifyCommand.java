package io.enginehub.launcher;

import io.enginehub.store.jdbc.Finding;
import io.enginehub.store.jdbc.JdbcProcessStore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    @Mixin
    private HistoryOptions options = new HistoryOptions();

    private final Console console;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<StoreChoice.Kept> stores = options.stores(console);
        if (stores.isEmpty()) {
            throw new BadInputException(
                    "There is no history in " + DataFolder.of(console.env()) + ". Name a store: --store sqlite:PATH");
        }
        boolean healthy = true;
        for (StoreChoice.Kept choice : stores) {
            healthy &= verify(choice.url());
        }
        return healthy ? ExitCode.FINISHED : ExitCode.NOT_FINISHED;
    }

    private boolean verify(String url) {
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
