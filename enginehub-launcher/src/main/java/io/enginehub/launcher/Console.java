package io.enginehub.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The launcher's world: its streams, its environment, and what the terminal can show.
 *
 * @param out for what was asked for
 * @param err for progress, notes and errors
 */
record Console(InputStream in, Printer out, Printer err, Map<String, String> env, Terminal terminal) {
    private static final String COMMAND_VARIABLE = "ENGINEHUB_COMMAND";
    private static final char DRAWN = '─';

    /** The process's own streams. */
    static Console system() {
        Map<String, String> env = System.getenv();
        Charset charset = charset();
        boolean unicode = charset.newEncoder().canEncode(DRAWN);
        return new Console(
                System.in,
                new Printer(stream(FileDescriptor.out, charset), unicode),
                new Printer(stream(FileDescriptor.err, charset), unicode),
                env,
                TerminalProbe.probe(env));
    }

    /** Streams in UTF-8 that are no terminal. */
    static Console of(InputStream in, PrintStream out, PrintStream err, Map<String, String> env) {
        return new Console(in, new Printer(out, true), new Printer(err, true), env, Terminal.NONE);
    }

    /** The words of a command of this launcher, as the user starts it. */
    List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(env.getOrDefault(COMMAND_VARIABLE, "./enginehub")));
        command.addAll(List.of(words));
        return command;
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new FileOutputStream(descriptor), false, charset);
    }

    // why: which property tells the encoding differs between JDK 17 and later ones, and for pipes
    private static Charset charset() {
        return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst()
                .map(Charset::forName)
                .orElse(StandardCharsets.US_ASCII);
    }
}
