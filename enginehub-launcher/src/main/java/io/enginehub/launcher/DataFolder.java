package io.enginehub.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder where the user's history is. */
final class DataFolder {
    static final String VARIABLE = "ENGINEHUB_HOME";

    private static final String OWNER_ONLY = "rwx------";

    private DataFolder() {}

    /** Where it is, there or not. */
    static Path of(Map<String, String> env) {
        return of(env, System.getProperty("os.name", ""), System.getProperty("user.home", ""));
    }

    static Path of(Map<String, String> env, String system, String home) {
        if (isSet(env, VARIABLE)) {
            return FileFaults.path(env.getOrDefault(VARIABLE, ""));
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return FileFaults.path(home).resolve("Library/Application Support/EngineHub");
        }
        if (name.startsWith("windows")) {
            Path local = isSet(env, "LOCALAPPDATA")
                    ? FileFaults.path(env.getOrDefault("LOCALAPPDATA", ""))
                    : FileFaults.path(home).resolve("AppData/Local");
            return local.resolve("EngineHub");
        }
        Path data = isSet(env, "XDG_DATA_HOME") ? FileFaults.path(env.getOrDefault("XDG_DATA_HOME", "")) : null;
        // why: a relative path there is to be ignored (XDG Base Directory Specification)
        return data != null && data.isAbsolute()
                ? data.resolve("enginehub")
                : FileFaults.path(home).resolve(".local/share/enginehub");
    }

    private static boolean isSet(Map<String, String> env, String variable) {
        return !env.getOrDefault(variable, "").isBlank();
    }

    /**
     * Makes the folder where it is not there: inputs and outputs of runs are in it, so that only its owner may look inside.
     *
     * @throws BadInputException when it cannot be made or written, with what to do
     */
    static void make(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, ownerOnly());
            }
        } catch (IOException e) {
            throw unusable(folder, FileFaults.text(e), e);
        }
        if (!Files.isWritable(folder)) {
            throw unusable(folder, "access is denied", null);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }

    /** The history cannot be kept there. */
    static BadInputException unusable(Path folder, String why, @Nullable Throwable cause) {
        return new BadInputException(
                "The history of runs cannot be kept in " + folder + ": " + why
                        + ". Give --store sqlite:PATH to keep it elsewhere, or --store memory to keep none.",
                cause);
    }
}
