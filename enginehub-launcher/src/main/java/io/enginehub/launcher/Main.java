package io.enginehub.launcher;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line of EngineHub. */
@Command(
        name = "enginehub",
        description = "Runs flows of algorithms: train, compare, promote, serve.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; of a process: it is FINISHED",
            "1:the process ended otherwise, or the engine failed",
            "2:wrong usage or bad input"
        },
        footer = {"", "'enginehub COMMAND --help' tells more about a command."})
public final class Main implements Callable<Integer> {
    private static final String DEBUG = "--debug";
    private static final int HELP_COLUMNS = 100;

    // why unused: picocli acts on the first two itself, and the third must be known before anything is parsed
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    @SuppressWarnings("unused")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    @SuppressWarnings("unused")
    private boolean version;

    @Option(names = DEBUG, scope = ScopeType.INHERIT, description = "Logs more, and shows stack traces of errors.")
    @SuppressWarnings("unused")
    private boolean debug;

    private Main() {}

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        Logging.configure(List.of(args).contains(DEBUG));
        Console console = Console.system();
        // why: an algorithm that prints would otherwise spoil the one document that --json promises on standard output
        System.setOut(System.err);
        System.exit(run(args, console));
    }

    /** Runs a command in this JVM, with standard input and no terminal; gives its exit code. */
    public static int run(String[] args, PrintStream out, PrintStream err, Map<String, String> env) {
        return run(args, Console.of(System.in, out, err, env));
    }

    static int run(String[] args, Console console) {
        Faults faults = new Faults(console, Arrays.asList(args).contains(DEBUG));
        CommandLine commands = commands(console)
                .setParameterExceptionHandler(faults::usage)
                .setExecutionExceptionHandler((fault, command, parsed) -> faults.execution(fault));
        try {
            return commands.execute(args);
        } catch (Error e) { // why: picocli lets them through, and a file that is too large for the memory is none of a
            // bug
            return faults.execution(e);
        }
    }

    /** All commands with their options. */
    static CommandLine commands(Console console) {
        Ansi ansi = console.terminal().colour() ? Ansi.ON : Ansi.OFF;
        CommandLine commands = new CommandLine(new Main())
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new PsCommand(console))
                .addSubcommand(new ShowCommand(console))
                .addSubcommand(new LogsCommand(console))
                .addSubcommand(new PromoteCommand(console))
                .addSubcommand(new StandaloneCommand(console))
                .addSubcommand(new HubCommand(console))
                .addSubcommand(new DispatcherCommand(console))
                .addSubcommand(new AgentCommand(console))
                .addSubcommand(new DeployCommand(console))
                .addSubcommand(new RollbackCommand(console))
                .addSubcommand(new UndeployCommand(console))
                .addSubcommand(new SubmitCommand(console))
                .addSubcommand(new MoveCommand.Cancel(console))
                .addSubcommand(new MoveCommand.Retry(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new QueueCommand(console))
                .addSubcommand(new FlowsCommand(console))
                .addSubcommand(new AgentsCommand(console))
                .addSubcommand(new DispatchersCommand(console))
                .addSubcommand(new CommandLine(new ClusterCommand(console))
                        .addSubcommand(new ClusterCommand.Set())
                        .addSubcommand(new ClusterCommand.Unset()))
                .addSubcommand(new CommandLine(new TokenCommand())
                        .addSubcommand(new TokenCommand.Create(console))
                        .addSubcommand(new TokenCommand.Listing(console))
                        .addSubcommand(new TokenCommand.Revoke(console)))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new MigrateCommand(console))
                .addSubcommand(new ValidateCommand(console))
                .addSubcommand(new AlgorithmsCommand(console))
                .setOut(console.out().writer())
                .setErr(console.err().writer())
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // why: nobody expects a value that starts with @ to be a file
                .setUsageHelpWidth(Math.min(HELP_COLUMNS, console.terminal().columns()));
        CommandGroups.group(commands);
        return commands;
    }

    @Override
    public Integer call() {
        throw new BadInputException("Name a command, such as run, ps or show. 'enginehub --help' lists all.");
    }
}
