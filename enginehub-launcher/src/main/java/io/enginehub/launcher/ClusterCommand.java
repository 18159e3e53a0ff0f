package io.enginehub.launcher;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.spi.ClusterSettings;
import io.enginehub.api.spi.SettingValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;

/** {@code cluster}: what is set for all roles of a cluster, which follow it live. */
@Command(
        name = "cluster",
        sortOptions = false,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Shows and sets what holds for a whole cluster.",
            "It is kept in Consul, and roles that find each other by Consul follow it live:",
            "  slots=N             how many processes each dispatcher holds",
            "  slots/DISPATCHER=N  the same of one dispatcher, by its name",
            "  drain/MEMBER=yes    a dispatcher claims nothing more, an agent is sent nothing more",
            "  max-pending=N       how many processes may wait before more are refused; 0: none is accepted"
        })
final class ClusterCommand implements Callable<Integer> {
    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Prints one JSON document.")
    private boolean json;

    @Mixin
    private FindOptions find = new FindOptions();

    private final Console console;

    ClusterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return change(settings -> {});
    }

    /** Does something to the settings, and shows what is set then. */
    private int change(Consumer<ClusterSettings> change) {
        try (ClusterSettings settings = find.settings(console.env())) {
            change.accept(settings);
            show(settings.read());
        }
        return ExitCode.FINISHED;
    }

    private void show(Map<String, String> all) {
        if (json) {
            ObjectNode document = Json.NODES.objectNode();
            all.forEach(document::put);
            console.out().json(JsonText.pretty(document));
        } else if (all.isEmpty()) {
            console.err().line("Nothing is set: each role is as it was started.");
        } else {
            Table table = Table.of("setting", "value", "");
            all.forEach((key, text) -> table.row(key, text, meaning(key, text)));
            console.out().lines(table.lines(console.terminal()));
        }
    }

    /** What it does; for one that means nothing, why. */
    private static String meaning(String key, String text) {
        try {
            SettingValues.check(key, text);
        } catch (IllegalArgumentException e) {
            return "is ignored: " + e.getMessage();
        }
        String name = key.substring(key.indexOf('/') + 1);
        if (key.startsWith("drain/")) {
            return name + " gets nothing new";
        }
        if (key.equals("max-pending")) {
            return text.equals("0") ? "nothing is accepted" : "more processes that wait are refused";
        }
        return (name.equals(key) ? "each dispatcher" : name) + " holds so many processes";
    }

    /** {@code cluster set}. */
    @Command(
            name = "set",
            sortOptions = false,
            description = "Sets values for the whole cluster. 'enginehub cluster --help' tells which there are.")
    static final class Set implements Callable<Integer> {
        @Parameters(paramLabel = "KEY=VALUE", arity = "1..*", description = "Such as slots=8 or drain/agent-7=yes.")
        private List<String> given = List.of();

        @ParentCommand
        private @Nullable ClusterCommand cluster;

        @Override
        public Integer call() {
            Map<String, String> values = values();
            return requireNonNull(cluster).change(settings -> values.forEach(settings::set));
        }

        /** All of them are looked at before the first one is set. */
        private Map<String, String> values() {
            Map<String, String> values = new LinkedHashMap<>();
            for (String each : given) {
                int equals = each.indexOf('=');
                if (equals < 0) {
                    throw new BadInputException("'" + each + "': name KEY=VALUE, such as slots=8");
                }
                String key = each.substring(0, equals);
                checked(() -> SettingValues.check(key, each.substring(equals + 1)));
                values.put(key, each.substring(equals + 1));
            }
            return values;
        }
    }

    /** {@code cluster unset}. */
    @Command(
            name = "unset",
            sortOptions = false,
            description = "Takes values away: what they were for is as each role was started.")
    static final class Unset implements Callable<Integer> {
        @Parameters(paramLabel = "KEY", arity = "1..*", description = "Such as slots or drain/agent-7.")
        private List<String> keys = List.of();

        @ParentCommand
        private @Nullable ClusterCommand cluster;

        @Override
        public Integer call() {
            keys.forEach(key -> checked(() -> SettingValues.checkKey(key)));
            return requireNonNull(cluster).change(settings -> keys.forEach(settings::remove));
        }
    }

    private static void checked(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
