package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InputFileTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "a.csv, text/csv",
        "A.CSV, text/csv",
        "a.b.json, application/json",
        "a.txt, text/plain",
        "a.parquet, application/octet-stream",
        "noEnding, application/octet-stream",
        "csv.d, application/octet-stream"
    })
    void knowsTheContentTypeByTheEnding(String name, String type) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "1");
        assertEquals(Payload.ofText(type, "1"), InputFile.read(file.toString(), null, InputStream.nullInputStream()));
    }

    @Test
    void takesATypeThatWasGivenBeforeTheEnding() throws IOException {
        Path file = Files.writeString(folder.resolve("a.data"), "a,b");
        assertEquals(
                "text/csv",
                InputFile.read(file.toString(), "csv", InputStream.nullInputStream())
                        .contentType());
        assertEquals(
                "x/y",
                InputFile.read(file.toString(), "x/y", InputStream.nullInputStream())
                        .contentType());
    }

    @Test
    void readsStandardInput() {
        InputStream stdin = new ByteArrayInputStream("[1]".getBytes(StandardCharsets.UTF_8));
        assertEquals(Payload.ofJson("[1]"), InputFile.read("-", "json", stdin));
    }

    @Test
    void asksForATypeOfStandardInput() {
        assertTrue(fault("-", null).contains("--input-type"));
    }

    @Test
    void refusesATypeThatIsNone() {
        assertTrue(fault("-", "excel").contains("write csv, json, txt or a content type"));
    }

    @Test
    void saysWhichFileIsMissing() {
        assertEquals(folder + "/no.csv: there is no such file", fault(folder + "/no.csv", null));
    }

    @Test
    void saysThatAFolderIsNoFile() {
        assertEquals(folder + ": this is a folder; name a file to read", fault(folder.toString(), null));
    }

    @Test
    void saysWhereJsonIsBroken() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\n  \"a\": ,\n}");
        String message = fault(file.toString(), null);
        assertTrue(message.startsWith(file + ": "), message);
        assertTrue(message.contains("line 2"), message);
    }

    @Test
    void readsAnInputFromEachLineThatIsNotBlank() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ndjson"), "1\n\n \"zwölf\" \r\n{\"a\":[]}");
        List<Payload> inputs = InputFile.readLines(file.toString(), InputStream.nullInputStream());
        assertEquals(
                List.of("1", " \"zwölf\" ", "{\"a\":[]}"),
                inputs.stream().map(Payload::text).toList());
    }

    @Test
    void tellsEveryLineThatIsNoInput() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ndjson"), "1\n{\n2\nx\n");
        BadInputException fault = assertThrows(
                BadInputException.class, () -> InputFile.readLines(file.toString(), InputStream.nullInputStream()));
        String message = String.valueOf(fault.getMessage());
        assertTrue(message.contains(file + ", line 2: ") && message.contains(file + ", line 4: "), message);
        assertFalse(message.contains("line 3: "), message);
        assertTrue(assertThrows(BadInputException.class, () -> InputFile.readLines("-", InputStream.nullInputStream()))
                .getMessage()
                .contains("there is no input"));
    }

    @Test
    void refusesALineThatIsNoUtf8() throws IOException {
        Path file = Files.write(folder.resolve("a.ndjson"), new byte[] {'1', '\n', '"', (byte) 0xff, '"', '\n'});
        BadInputException fault = assertThrows(
                BadInputException.class, () -> InputFile.readLines(file.toString(), InputStream.nullInputStream()));
        assertTrue(String.valueOf(fault.getMessage()).startsWith(file + ", line 2: "), fault::toString);
    }

    private static String fault(String name, @Nullable String type) {
        var fault =
                assertThrows(BadInputException.class, () -> InputFile.read(name, type, InputStream.nullInputStream()));
        return String.valueOf(fault.getMessage());
    }
}
