package io.enginehub.store.jdbc;

import io.enginehub.api.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** Holds a file of SQLite for one hub, by a lock on a file beside it, which the system lets go of when the process ends. */
final class FileLock {
    /**
     * The files that this JVM holds. Looked at before a lock file is opened: on POSIX systems, closing any channel on a file
     * drops all locks that the process has on it, also the one that another hub in this JVM relies on.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path beside;
    private final FileChannel channel;

    private FileLock(Path beside, FileChannel channel) {
        this.beside = beside;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws StoreException when another hub has it
     */
    static FileLock of(Path file) {
        OwnPool.makeFolder(file);
        synchronized (HELD) {
            try {
                Path beside = beside(file);
                if (!HELD.contains(beside)) {
                    FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    if (isLocked(channel, false)) {
                        HELD.add(beside);
                        return new FileLock(beside, channel);
                    }
                    channel.close();
                }
            } catch (IOException e) {
                throw OwnPool.unusable(file, e);
            }
        }
        throw new StoreException(
                StoreException.Fault.NOT_DONE,
                "Another hub uses the file " + file
                        + ". SQLite has one hub to a file: give this one another file, or use"
                        + " PostgreSQL for several.",
                null);
    }

    /** Whether a hub has the lock, in this JVM or in another one. */
    static boolean isHeld(Path file) {
        synchronized (HELD) {
            try {
                Path beside = beside(file);
                if (HELD.contains(beside) || !Files.exists(beside)) {
                    return HELD.contains(beside);
                }
                // why shared: who may only read the folder can ask too, and two who ask at once do not see each other
                try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.READ)) {
                    return !isLocked(channel, true);
                }
            } catch (IOException e) {
                throw OwnPool.unusable(file, e);
            }
        }
    }

    private static Path beside(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        return folder == null
                ? Path.of(absolute + ".lock")
                : folder.toRealPath().resolve(absolute.getFileName() + ".lock");
    }

    private static boolean isLocked(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (
                OverlappingFileLockException
                        e) { // why: the file has two names, and a hub in this JVM has it by the other
            return false;
        }
    }

    void close() {
        synchronized (HELD) {
            HELD.remove(beside);
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
