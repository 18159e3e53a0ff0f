package io.enginehub.launcher;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name was meant, by the optimal string alignment distance. */
final class Closest {
    private Closest() {}

    /** The name nearest to what was written, where one is near enough to be worth a guess. */
    static Optional<String> to(String written, Collection<String> names) {
        Optional<String> byEnd =
                names.stream().filter(name -> isSameEnd(name, written)).min(Comparator.naturalOrder());
        return byEnd.isPresent()
                ? byEnd
                : names.stream()
                        .filter(name -> distance(written, name) <= Math.max(1, written.length() / 3))
                        .min(Comparator.comparingInt((String name) -> distance(written, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** A question to put behind an error; empty where there is no guess. */
    static String question(String written, Collection<String> names) {
        return to(written, names).map(name -> " Did you mean '" + name + "'?").orElse("");
    }

    private static boolean isSameEnd(String name, String written) {
        return end(name).equalsIgnoreCase(end(written));
    }

    private static String end(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** How many letters have to be changed, added, left out or swapped with their neighbour; case counts for nothing. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] of = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    of[i][j] = i + j;
                    continue;
                }
                int changed = of[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                of[i][j] = Math.min(changed, 1 + Math.min(of[i - 1][j], of[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    of[i][j] = Math.min(of[i][j], 1 + of[i - 2][j - 2]);
                }
            }
        }
        return of[a.length()][b.length()];
    }
}
