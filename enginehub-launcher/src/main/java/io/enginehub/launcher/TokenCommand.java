package io.enginehub.launcher;

import io.enginehub.transport.http.TokenFile;
import io.enginehub.transport.http.server.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token}: who may use a hub that has a cluster secret. */
@Command(
        name = "token",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes, lists and revokes the tokens of a hub's clients. A hub sees a change at once.")
final class TokenCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new BadInputException("Name a command: create, list or revoke. 'enginehub token --help' tells more.");
    }

    /** {@code token create}. */
    @Command(
            name = "create",
            sortOptions = false,
            description = "Makes a token, and prints it: this once, since it is kept nowhere.")
    static final class Create implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Whose it is.")
        private String name = "";

        @Option(
                names = "--scope",
                split = ",",
                required = true,
                paramLabel = "SCOPE",
                description = {
                    "What its client may do: read (see everything), submit (send inputs to deployed flows),",
                    "deploy (bring flows, also ad-hoc), operate (cancel and retry). Example: --scope read,submit"
                })
        private List<String> scopes = List.of();

        @Option(
                names = "--expires",
                paramLabel = "DURATION",
                description = "After how long it ends, such as P90D. Default: never.")
        private @Nullable Duration expires;

        @Mixin
        private TokenOptions options = new TokenOptions();

        private final Console console;

        Create(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Path file = options.file(console.env());
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                DataFolder.make(folder);
            }
            try {
                String token = new TokenFile(file)
                        .create(
                                name,
                                scopes(),
                                expires == null ? null : Instant.now().plus(expires));
                console.err().line("Token of '" + name + "'; keep it now, it is shown this once:");
                console.out().line(token);
            } catch (IllegalArgumentException e) {
                throw new BadInputException(String.valueOf(e.getMessage()), e);
            }
            return ExitCode.FINISHED;
        }

        private Set<Scope> scopes() {
            Set<Scope> all = new LinkedHashSet<>();
            for (String scope : scopes) {
                try {
                    all.add(Scope.valueOf(scope.strip().toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    throw new BadInputException("--scope " + scope + ": there is read, submit, deploy and operate", e);
                }
            }
            return all;
        }
    }

    /** {@code token list}. */
    @Command(name = "list", sortOptions = false, description = "Lists the tokens: whose they are and what for.")
    static final class Listing implements Callable<Integer> {
        @Mixin
        private TokenOptions options = new TokenOptions();

        private final Console console;

        Listing(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Path file = options.file(console.env());
            List<TokenFile.Entry> entries = new TokenFile(file).entries();
            if (entries.isEmpty()) {
                console.err().line("There are no tokens in " + file + ".");
                return ExitCode.FINISHED;
            }
            Table table = Table.of("name", "scopes", "created", "expires");
            entries.forEach(entry -> table.row(
                    entry.name(),
                    new TreeSet<>(entry.scopes())
                            .stream()
                                    .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")),
                    Moments.text(entry.created()),
                    entry.expires() == null ? "" : Moments.text(entry.expires())));
            console.out().lines(table.lines(console.terminal()));
            return ExitCode.FINISHED;
        }
    }

    /** {@code token revoke}. */
    @Command(name = "revoke", sortOptions = false, description = "Ends a token.")
    static final class Revoke implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Whose it is.")
        private String name = "";

        @Mixin
        private TokenOptions options = new TokenOptions();

        private final Console console;

        Revoke(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Path file = options.file(console.env());
            if (!new TokenFile(file).revoke(name)) {
                throw new BadInputException("There is no token '" + name + "' in " + file + ".");
            }
            console.out().line("The token of '" + name + "' is revoked.");
            return ExitCode.FINISHED;
        }
    }
}
