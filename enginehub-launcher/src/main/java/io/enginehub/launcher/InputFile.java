package io.enginehub.launcher;

import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the input of a process from a file, or from standard input. */
final class InputFile {
    static final String STDIN = "-";

    private InputFile() {}

    /**
     * Reads an input.
     *
     * @param type the content type; by the file's ending where null
     * @throws BadInputException when it cannot be read, or says that it is JSON and is not
     */
    static Payload read(String name, @Nullable String type, InputStream stdin) {
        if (!name.equals(STDIN)) {
            Path file = FileFaults.path(name);
            if (Files.isDirectory(file)) {
                throw new BadInputException(file + ": this is a folder; name a file to read");
            }
            return read(file, type == null ? ContentTypes.of(file) : ContentTypes.named(type));
        }
        if (type == null) {
            throw new BadInputException("--input -: standard input has no ending; say what it is with --input-type,"
                    + " such as --input-type csv");
        }
        try {
            return payload("standard input", ContentTypes.named(type), stdin.readAllBytes());
        } catch (IOException e) {
            throw new BadInputException("standard input: " + FileFaults.text(e), e);
        }
    }

    private static Payload read(Path file, String type) {
        try {
            return payload(file.toString(), type, Files.readAllBytes(file));
        } catch (IOException e) {
            throw FileFaults.of(file, e);
        }
    }

    private static Payload payload(String name, String type, byte[] bytes) {
        try {
            return Payload.ofBytes(type, bytes).checked();
        } catch (PayloadException e) {
            throw new BadInputException(name + ": " + e.getMessage(), e);
        }
    }
}
