package io.enginehub.launcher;

import io.enginehub.command.CommandAlgorithm;
import io.enginehub.command.CommandWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Algorithms that are programs in other languages: the options that several commands share. */
final class ProgramOptions {
    private static final String NAME = "[A-Za-z0-9_.-]{1,100}";

    @Option(
            names = "--command",
            paramLabel = "NAME=COMMAND",
            description = {
                "An algorithm that is a program in any language, by the name that flows give it. Repeatable.",
                "Example: --command \"classifier.mine=python3 score.py\". No shell reads it; quotes keep words together."
            })
    private List<String> commands = List.of();

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "How many processes of each --command and model run at a time at most. Default: 1.")
    private int processes = 1;

    /**
     * The programs that were given.
     *
     * @param unnamed the algorithm that a program without a name is; null: each has to have one
     * @throws BadInputException when one of them has no name
     */
    List<FoundAlgorithm> found(@Nullable String unnamed) {
        List<FoundAlgorithm> found = new ArrayList<>();
        for (String each : commands) {
            int equals = each.indexOf('=');
            boolean isNamed = equals >= 0 && each.substring(0, equals).matches(NAME);
            String name = isNamed ? each.substring(0, equals) : unnamed;
            if (name == null) {
                throw new BadInputException("--command '" + each + "': it is NAME=COMMAND, the algorithm's name first;"
                        + " for instance --command \"classifier.mine=" + each + "\"");
            }
            found.add(program(name, isNamed ? each.substring(equals + 1) : each));
        }
        return found;
    }

    /** The options that give the same again. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        commands.forEach(each -> words.addAll(List.of("--command", each)));
        if (!commands.isEmpty() && processes != 1) {
            words.addAll(List.of("--processes", String.valueOf(processes)));
        }
        return words;
    }

    private FoundAlgorithm program(String name, String command) {
        try {
            CommandAlgorithm algorithm =
                    CommandAlgorithm.named(name).processes(processes).build(CommandWords.split(command));
            return new FoundAlgorithm(name, algorithm, "--command");
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--command for '" + name + "': " + e.getMessage(), e);
        }
    }
}
