package io.enginehub.launcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands in the help, by what they work on. One that is in no group stands last. */
final class CommandGroups {
    private static final int INDENT = 2;
    private static final int GAP = 3;

    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("On this machine:", List.of("run", "validate", "algorithms"));
        GROUPS.put("Your history, or that of a hub:", List.of("ps", "show", "logs", "promote"));
        GROUPS.put("Roles:", List.of("standalone", "hub", "dispatcher", "agent"));
        GROUPS.put("Flows at a hub:", List.of("deploy", "rollback", "undeploy", "flows"));
        GROUPS.put("Processes at a hub:", List.of("submit", "cancel", "retry", "explain", "queue"));
        GROUPS.put("The cluster:", List.of("agents", "dispatchers", "cluster", "token"));
        GROUPS.put("Stores:", List.of("migrate", "verify"));
    }

    private CommandGroups() {}

    /** Makes the help list its commands in groups. */
    static void group(CommandLine commands) {
        commands.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        commands.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::list);
    }

    private static String list(Help help) {
        Map<String, Help> left = new LinkedHashMap<>(help.subcommands());
        int width = INDENT
                + GAP
                + left.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder list = new StringBuilder();
        GROUPS.forEach((heading, names) -> {
            Map<String, Help> group = new LinkedHashMap<>();
            for (String name : names) {
                Help command = left.remove(name);
                if (command != null) {
                    group.put(name, command);
                }
            }
            list.append(section(help, heading, group, width));
        });
        return list.append(section(help, "Others:", left, width)).toString();
    }

    private static String section(Help help, String heading, Map<String, Help> commands, int width) {
        if (commands.isEmpty()) {
            return "";
        }
        int all = help.commandSpec().usageMessage().width();
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(width, INDENT, Overflow.SPAN),
                new Column(all - width, 0, Overflow.WRAP));
        commands.forEach((name, command) -> table.addRowValues(
                help.colorScheme().commandText(name),
                help.colorScheme().text(command.commandSpec().usageMessage().description()[0])));
        return "%n%s%n%s".formatted(heading, table);
    }
}
