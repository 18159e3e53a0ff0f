package io.enginehub.core.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatchTest {
    private static final String TEXT = "one\ntwo\n\nthree\nfour\n";

    private static Patch patch(String hunks) {
        return new Patch("Why it is so.\n\n--- a/x/Y.java\n+++ b/x/Y.java\n" + hunks);
    }

    private static String applied(String hunks) {
        return patch(hunks).apply("x/Y.java", TEXT);
    }

    private static String refusal(String hunks) {
        return assertThrows(IllegalArgumentException.class, () -> applied(hunks))
                .getMessage();
    }

    @Test
    void knowsItsFilesAndItsComment() {
        Patch patch = patch("@@ -1 +1 @@\n-one\n+1\n--- a/Z.java\n+++ b/Z.java\n@@ -1 +0,0 @@\n-gone\n");

        assertEquals("Why it is so.", patch.comment());
        assertEquals(List.of("x/Y.java", "Z.java"), patch.files());
        assertEquals("", patch.apply("Z.java", "gone\n"));
    }

    @Test
    void replacesAddsAndRemovesLines() {
        assertEquals("one\n2\n\nthree\nfour\n", applied("@@ -2 +2 @@\n-two\n+2\n"));
        assertEquals("one\nnew\ntwo\n\nthree\nfour\n", applied("@@ -1,2 +1,3 @@\n one\n+new\n two\n"));
        assertEquals("one\ntwo\n\nfour\n", applied("@@ -4 +3,0 @@\n-three\n"));
        assertEquals("1\ntwo\n\nthree\n4\n", applied("@@ -1 +1 @@\n-one\n+1\n@@ -5 +5 @@\n-four\n+4\n"));
    }

    @Test
    void findsItsLinesWhereverTheyStand() {
        assertEquals("one\ntwo\n\n3\nfour\n", applied("@@ -400,2 +400,2 @@\n\n-three\n+3\n"));
    }

    @Test
    void refusesATextThatHasChanged() {
        String refusal = refusal("@@ -1,2 +1,2 @@\n one\n-2\n+zwei\n");

        assertTrue(refusal.contains("x/Y.java") && refusal.contains("0 times") && refusal.endsWith("one\n2"), refusal);
    }

    @Test
    void refusesToGuessAmongSeveralPlaces() {
        String refusal = assertThrows(
                        IllegalArgumentException.class,
                        () -> patch("@@ -1 +1 @@\n-same\n+other\n").apply("x/Y.java", "same\nsame\n"))
                .getMessage();

        assertTrue(refusal.contains("2 times"), refusal);
    }
}
