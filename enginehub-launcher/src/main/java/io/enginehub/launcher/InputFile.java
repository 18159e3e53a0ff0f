package io.enginehub.launcher;

import io.enginehub.api.Payload;
import io.enginehub.api.PayloadException;
import io.enginehub.transport.http.rest.InputLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * Reads many inputs: each line that is not blank is one, in JSON.
     *
     * @throws BadInputException when it cannot be read, has no line, or with every line that is no JSON
     */
    static List<Payload> readLines(String name, InputStream stdin) {
        String told = name.equals(STDIN) ? "standard input" : name;
        List<Payload> inputs = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (InputLines.Line line : InputLines.split(bytes(name, stdin))) {
            try {
                inputs.add(line.input().checked());
            } catch (PayloadException e) {
                faults.add(told + ", line " + line.number() + ": " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInputException(String.join(System.lineSeparator(), faults));
        }
        if (inputs.isEmpty()) {
            throw new BadInputException(told + ": there is no input. Write one on each line, in JSON");
        }
        return inputs;
    }

    private static byte[] bytes(String name, InputStream stdin) {
        Path file = FileFaults.path(name);
        try {
            return name.equals(STDIN) ? stdin.readAllBytes() : Files.readAllBytes(file);
        } catch (IOException e) {
            throw FileFaults.of(file, e);
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
