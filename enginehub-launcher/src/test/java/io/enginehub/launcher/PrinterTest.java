package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PrinterTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void drawsLinesWhereTheEncodingCanShowThem() {
        printer(StandardCharsets.UTF_8, true).line("├─● …");
        assertEquals("├─● …\n", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void drawsWithAsciiWhereItCannot() {
        printer(StandardCharsets.US_ASCII, false).line("├─● ★ …");
        assertEquals("+-* * ...\n", bytes.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void writesJsonInUtf8WhateverTheTerminalSpeaks() {
        printer(StandardCharsets.US_ASCII, false).json("\"─ä\"");
        assertEquals("\"─ä\"\n", bytes.toString(StandardCharsets.UTF_8));
    }

    private Printer printer(Charset charset, boolean unicode) {
        return new Printer(new PrintStream(bytes, false, charset), unicode);
    }
}
