package io.enginehub.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void printsHowManyWordsThereAre() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Words.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertEquals("6", printed.toString(StandardCharsets.UTF_8).strip());
    }
}
