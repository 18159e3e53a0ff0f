package io.enginehub.launcher;

import io.enginehub.api.Payload;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What a file holds, by the ending of its name. */
final class ContentTypes {
    static final String CSV = "text/csv";

    private static final String BYTES = "application/octet-stream";
    private static final Map<String, String> BY_ENDING = Map.of("csv", CSV, "json", Payload.JSON, "txt", "text/plain");

    private ContentTypes() {}

    static String of(Path file) {
        return BY_ENDING.getOrDefault(ending(file), BYTES);
    }

    /** A content type as it is, or the one that an ending such as {@code csv} stands for. */
    static String named(String typeOrEnding) {
        String type = BY_ENDING.getOrDefault(typeOrEnding.toLowerCase(Locale.ROOT), typeOrEnding);
        if (!type.contains("/")) {
            throw new BadInputException("--input-type " + typeOrEnding
                    + ": write csv, json, txt or a content type such as application/octet-stream");
        }
        return type;
    }

    static boolean isCsv(Path file) {
        return of(file).equals(CSV);
    }

    private static String ending(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
