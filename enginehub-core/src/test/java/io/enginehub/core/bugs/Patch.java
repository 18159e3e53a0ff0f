package io.enginehub.core.bugs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A unified diff. What stands before its first file is a comment. A hunk is found by its text alone, which has to stand
 * exactly once in the file: line numbers may be old.
 */
final class Patch {
    /** A change: the old lines, context included, and the new ones. */
    private static final class Hunk {
        final List<String> before = new ArrayList<>();
        final List<String> after = new ArrayList<>();
    }

    private final Map<String, List<Hunk>> files = new LinkedHashMap<>();
    private final StringBuilder comment = new StringBuilder();

    Patch(String text) {
        List<Hunk> hunks = null;
        for (String line : text.lines().toList()) {
            if (line.startsWith("--- ")) {
                hunks = null;
            } else if (line.startsWith("+++ ")) {
                hunks = files.computeIfAbsent(line.replaceFirst("^\\+\\+\\+ (b/)?", ""), file -> new ArrayList<>());
            } else if (hunks == null) {
                comment.append(line).append('\n');
            } else if (line.startsWith("@@")) {
                hunks.add(new Hunk());
            } else {
                add(hunks.get(hunks.size() - 1), line);
            }
        }
    }

    private static void add(Hunk hunk, String line) {
        if (!line.startsWith("+")) {
            hunk.before.add(line.isEmpty() ? "" : line.substring(1)); // why: editors strip an empty line of context
        }
        if (!line.startsWith("-")) {
            hunk.after.add(line.isEmpty() ? "" : line.substring(1));
        }
    }

    String comment() {
        return comment.toString().strip();
    }

    /** The files that it changes, as it names them. */
    List<String> files() {
        return List.copyOf(files.keySet());
    }

    /**
     * Changes the text of one of its files.
     *
     * @throws IllegalArgumentException when the text is not what the patch was made for
     */
    String apply(String file, String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        for (Hunk hunk : files.get(file)) {
            List<Integer> places = places(lines, hunk.before);
            if (places.size() != 1) {
                throw new IllegalArgumentException("The patch does not apply to " + file + ": these lines stand there "
                        + places.size() + " times instead of once. Make the patch anew.\n"
                        + String.join("\n", hunk.before));
            }
            List<String> old = lines.subList(places.get(0), places.get(0) + hunk.before.size());
            old.clear();
            old.addAll(hunk.after);
        }
        return String.join("\n", lines);
    }

    private static List<Integer> places(List<String> lines, List<String> wanted) {
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at + wanted.size() <= lines.size(); at++) {
            if (lines.subList(at, at + wanted.size()).equals(wanted)) {
                places.add(at);
            }
        }
        return places;
    }
}
