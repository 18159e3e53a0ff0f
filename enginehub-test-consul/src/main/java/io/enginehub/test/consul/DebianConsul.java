package io.enginehub.test.consul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Consul out of Debian 11's package, the last one under an open licence. Nothing is installed and root is not needed: apt
 * works in folders of its own, with the mirror that the machine itself uses, and checks the signatures.
 */
final class DebianConsul {
    private static final String SUITE = "bullseye";
    private static final String SHA256_AMD64 = "e4e888bba104daba1d9161f49bfc52649a7e4efd45b1a7ead5bc54f2cb9c89d9";
    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
    private static final Pattern MIRROR = Pattern.compile("\\bhttps?://[^\\s\\]]+/debian/?(?=\\s|$)");
    private static final String WHAT_TO_DO =
            " Set CONSUL_BIN to a consul program, or put one on the PATH; any version from 1.8 on will do.";

    private DebianConsul() {}

    /** Gives the program in a folder of this one. */
    static Path unpack(Path work, List<Path> aptFolders) throws IOException {
        Path apt = work.resolve("apt");
        Files.createDirectories(apt.resolve("lists/partial"));
        Files.createDirectories(apt.resolve("archives/partial"));
        Files.createFile(apt.resolve("status"));
        String signed = Files.exists(KEYRING) ? "[signed-by=" + KEYRING + "] " : "";
        Path sources = Files.writeString(
                apt.resolve("sources.list"), "deb " + signed + mirror(aptFolders) + " " + SUITE + " main\n");
        run(work, apt(apt, sources, "update"));
        run(work, apt(apt, sources, "download", "consul"));
        Path deb = only(work, "consul_*.deb");
        check(deb);
        run(work, List.of("dpkg", "-x", deb.toString(), work.resolve("root").toString()));
        return work.resolve("root/usr/bin/consul");
    }

    static String mirror(List<Path> aptFolders) throws IOException {
        for (Path folder : aptFolders) {
            for (Path file : sources(folder)) {
                for (String line : Files.readAllLines(file)) {
                    Matcher mirror = MIRROR.matcher(line);
                    if (!line.startsWith("#") && mirror.find()) {
                        return mirror.group();
                    }
                }
            }
        }
        throw new IllegalStateException("No mirror of Debian stands in " + aptFolders + "." + WHAT_TO_DO);
    }

    private static List<Path> sources(Path folder) throws IOException {
        List<Path> files = new ArrayList<>(List.of(folder.resolve("sources.list")));
        Path more = folder.resolve("sources.list.d");
        if (Files.isDirectory(more)) {
            try (Stream<Path> listed = Files.list(more)) {
                files.addAll(listed.sorted().toList());
            }
        }
        return files.stream().filter(Files::isRegularFile).toList();
    }

    private static List<String> apt(Path apt, Path sources, String... command) {
        List<String> line = new ArrayList<>(List.of("apt-get", "-q"));
        Stream.of(
                        "Dir::Etc::sourcelist=" + sources,
                        "Dir::Etc::sourceparts=-",
                        "Dir::State=" + apt,
                        "Dir::State::status=" + apt.resolve("status"),
                        "Dir::Cache=" + apt,
                        "Acquire::Languages=none",
                        // why: as root apt would fetch as another user, who may not write here
                        "APT::Sandbox::User=")
                .forEach(option -> line.addAll(List.of("-o", option)));
        line.addAll(List.of(command));
        return line;
    }

    private static void run(Path folder, List<String> command) throws IOException {
        Path log = folder.resolve("log");
        Optional<Integer> exit = exit(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
        if (exit.isEmpty() || exit.get() != 0) {
            String said = Files.exists(log) ? Files.readString(log) : "";
            throw new IllegalStateException("Consul for the tests could not be had: " + String.join(" ", command)
                    + " gave " + exit.map(String::valueOf).orElse("nothing") + ".\n" + said + WHAT_TO_DO);
        }
    }

    private static Optional<Integer> exit(ProcessBuilder builder) throws IOException {
        try {
            return Optional.of(builder.start().waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Path only(Path folder, String glob) throws IOException {
        try (var found = Files.newDirectoryStream(folder, glob)) {
            return found.iterator().next();
        }
    }

    /** The version that was tried; of other architectures apt's own check of the signatures has to do. */
    private static void check(Path deb) throws IOException {
        String sum = sha256(Files.readAllBytes(deb));
        if (deb.toString().endsWith("_amd64.deb") && !sum.equals(SHA256_AMD64)) {
            throw new IllegalStateException("Debian's package of Consul is another one than before: its SHA-256 is "
                    + sum + ", and was " + SHA256_AMD64 + ". Look at what has changed." + WHAT_TO_DO);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
