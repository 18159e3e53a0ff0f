package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The single jar, when it is there: what it holds of others comes with their licences. */
final class SingleJarTest {
    private static final Pattern TERMS =
            Pattern.compile("(?i)(?:.*/)?[^/]*(?:licen[sc]e|notice|copying)[^/]*(?<!\\.class)");
    private static final Pattern NAME = Pattern.compile("(.+?)-[0-9][^/]*\\.jar");
    private static final String LIST = "META-INF/THIRD-PARTY.txt";

    private static JarFile single;

    @BeforeAll
    static void open() throws IOException {
        single = new JarFile(
                Path.of(System.getProperty("single.jar", "set by the build")).toFile());
    }

    @AfterAll
    static void close() throws IOException {
        single.close();
    }

    /** A jar that the single one holds, by the name of its artifact. */
    private static Map<String, Path> parts() throws IOException {
        Map<String, Path> parts = new TreeMap<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(path).getFileName().toString();
            var versioned = NAME.matcher(name);
            if (versioned.matches() && !name.startsWith("enginehub") && isIn(path)) {
                parts.put(versioned.group(1), Path.of(path));
            }
        }
        assertTrue(parts.size() > 20, parts::toString);
        return parts;
    }

    private static boolean isIn(String path) throws IOException {
        try (JarFile jar = new JarFile(path)) {
            Optional<String> first = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                    .findFirst();
            return first.isPresent() && single.getEntry(first.get()) != null;
        }
    }

    private static List<String> terms(JarFile jar) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JarEntry entry : jar.stream()
                .filter(each ->
                        !each.isDirectory() && TERMS.matcher(each.getName()).matches())
                .toList()) {
            texts.add(text(jar, entry));
        }
        return texts;
    }

    private static String text(JarFile jar, JarEntry entry) throws IOException {
        String text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void holdsTheLicencesAndNoticesOfAllThatItHolds() throws IOException {
        List<String> kept = terms(single);
        int looked = 0;
        for (Map.Entry<String, Path> part : parts().entrySet()) {
            try (JarFile jar = new JarFile(part.getValue().toFile())) {
                for (String wanted : terms(jar)) {
                    looked++;
                    assertTrue(
                            kept.stream().anyMatch(text -> text.contains(wanted)),
                            () -> part.getKey() + ": the single jar lacks " + wanted);
                }
            }
        }
        assertTrue(looked > 15, "only " + looked + " were looked for");
    }

    @Test
    void namesEachPartWithItsLicence() throws IOException {
        String list = new String(single.getInputStream(single.getEntry(LIST)).readAllBytes(), StandardCharsets.UTF_8);
        Set<String> named = list.lines()
                .filter(line -> line.matches("\\S+ {2,}\\S.*"))
                .map(line -> line.split(" ")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(parts().keySet(), named);
        String terms = String.join(" ", terms(single));
        for (String licence : List.of(
                "Apache License Version 2.0, January 2004",
                "PostgreSQL Global Development Group",
                "OnGres",
                "QOS.ch",
                "Permission is hereby granted, free of charge")) {
            assertTrue(terms.contains(licence), licence);
        }
    }
}
