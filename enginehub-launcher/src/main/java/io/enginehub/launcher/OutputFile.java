package io.enginehub.launcher;

import io.enginehub.api.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a process's output to a file. */
final class OutputFile {
    private OutputFile() {}

    /**
     * Writes the output: as CSV where the file's name ends so, else JSON indented and anything else as it is.
     *
     * @throws BadInputException when it cannot be written, or is to be CSV and is no list or table
     */
    static void write(Path file, Payload output) {
        try {
            Files.write(file, bytes(file, output));
        } catch (IOException e) {
            throw FileFaults.of(file, e);
        }
    }

    private static byte[] bytes(Path file, Payload output) {
        if (ContentTypes.isCsv(file)) {
            return CsvText.of(output)
                    .orElseThrow(() -> new BadInputException(file + ": the output is neither a list of labels nor a"
                            + " table, so it cannot be written as CSV; give a name that ends in .json"))
                    .getBytes(StandardCharsets.UTF_8);
        }
        return output.isJson()
                ? (JsonText.pretty(Json.parse(output.text())) + "\n").getBytes(StandardCharsets.UTF_8)
                : output.toBytes();
    }
}
