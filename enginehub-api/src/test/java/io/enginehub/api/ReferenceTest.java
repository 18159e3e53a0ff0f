package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "#,``,``,#",
                "#/rows,``,/rows,#/rows",
                "#/,``,/,#/",
                "x,x,``,x",
                "x#,x,``,x",
                "x#/a/0,x,/a/0,x#/a/0",
                "x#/a~1b~0,x,/a~1b~0,x#/a~1b~0",
                "x#/a#b,x,/a#b,x#/a#b",
                "A-b_c.9,A-b_c.9,``,A-b_c.9"
            })
    void readsProcessorAndPointer(String text, String processor, String pointer, String shortest) {
        Reference reference = Reference.parse(text);
        assertEquals(new Reference(processor, pointer), reference);
        assertEquals(shortest, reference.toString());
        assertEquals(reference, Reference.parse(shortest));
        assertEquals(processor.isEmpty(), reference.isProcessInput());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|a reference is empty; '#' alone is the process's input",
                "a b|'a b' is no processor key",
                "a/b|'a/b' is no processor key",
                "a[0]|'a[0]' is no processor key",
                "ä#/x|'ä' is no processor key",
                "x#y|a JSON Pointer starts with '/', and 'y' does not",
                "#rows|a JSON Pointer starts with '/', and 'rows' does not",
                "##|a JSON Pointer starts with '/', and '#' does not",
                "x#/~|in the JSON Pointer '/~' a '~' stands alone; '~0' is a tilde, '~1' a slash",
                "x#/a~2/b|in the JSON Pointer '/a~2/b' a '~' stands alone; '~0' is a tilde, '~1' a slash"
            })
    void saysWhatIsMalformed(String text, String problem) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Reference.parse(text));
        assertEquals(problem, e.getMessage());
    }

    @Test
    void cannotBeMadeOfMalformedParts() {
        assertThrows(IllegalArgumentException.class, () -> new Reference("a#b", ""));
        assertThrows(IllegalArgumentException.class, () -> new Reference("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void acceptsKeysOfUpTo100Characters(int length) {
        assertEquals("k".repeat(length), Reference.parse("k".repeat(length)).processor());
    }

    @Test
    void refusesALongerKeyInAMessageOfBoundedLength() {
        String key = "k".repeat(100_000);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Reference.parse(key));
        assertEquals("'" + "k".repeat(120) + "…' is no processor key", e.getMessage());
    }

    @Test
    void keepsControlCharactersOutOfMessages() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Reference.parse("a\u001b[2J\nb"));
        assertEquals("'a\uFFFD[2J\uFFFDb' is no processor key", e.getMessage());
    }

    @Test
    void tellsTheProcessInputFromAProcessor() {
        assertTrue(Reference.parse("#/a").isProcessInput());
        assertFalse(Reference.parse("a").isProcessInput());
    }
}
