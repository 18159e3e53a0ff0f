package io.enginehub.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** Says in words what the file system says in exceptions, with the file's name in front. */
final class FileFaults {
    private FileFaults() {}

    static BadInputException of(Path file, IOException e) {
        return new BadInputException(file + ": " + text(e), e);
    }

    static String text(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof NotDirectoryException) {
            return "it is no folder";
        }
        String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    /** The path that an argument names. */
    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadInputException(text + ": this is no file name: " + e.getReason(), e);
        }
    }

    /** Refuses, before any work is done, a file that could not be written after it. */
    static void checkWritable(Path file) {
        unwritable(file).ifPresent(why -> {
            throw new BadInputException(file + ": " + why);
        });
    }

    /** Why a file cannot be written; empty where it can, as far as that is known before. */
    static Optional<String> unwritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            return Optional.of("this is a folder; name a file to write");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.of("its folder does not exist");
        }
        boolean writable = Files.isWritable(Files.exists(file) ? file : folder);
        return writable ? Optional.empty() : Optional.of("access is denied");
    }
}
