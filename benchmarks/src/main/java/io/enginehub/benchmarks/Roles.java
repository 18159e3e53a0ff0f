package io.enginehub.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Roles of the command line, each a JVM of its own on this machine. */
final class Roles implements AutoCloseable {
    private static final Pattern READY = Pattern.compile(" at (http://\\S+)");

    private final Map<String, List<Process>> processes = new TreeMap<>();

    /** Starts one; comes back when it listens, with its address. */
    URI start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC", // as ./enginehub starts them
                "-cp",
                System.getProperty("java.class.path"),
                "io.enginehub.launcher.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.computeIfAbsent(arguments[0], any -> new ArrayList<>()).add(process);
        BufferedReader said = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)); // why open: it says no more
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
        }
        throw new IllegalStateException(String.join(" ", arguments) + " has ended");
    }

    /** The processes by their roles. */
    Map<String, List<ProcessHandle>> handles() {
        Map<String, List<ProcessHandle>> handles = new TreeMap<>();
        processes.forEach((role, all) ->
                handles.put(role, all.stream().map(Process::toHandle).toList()));
        return handles;
    }

    @Override
    public void close() {
        processes.values().forEach(all -> all.forEach(Process::destroyForcibly));
    }
}
