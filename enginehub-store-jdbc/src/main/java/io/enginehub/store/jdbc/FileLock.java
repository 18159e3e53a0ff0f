package io.enginehub.store.jdbc;

import io.enginehub.api.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a file of SQLite for one hub, by a lock on a file beside it, which the system lets go of when the process ends. */
final class FileLock {
    private final FileChannel channel;

    private FileLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws StoreException when another hub has it
     */
    static FileLock of(Path file) {
        OwnPool.makeFolder(file);
        Path beside = Path.of(file + ".lock");
        try {
            FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return new FileLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw OwnPool.unusable(file, e);
        }
        throw new StoreException(
                StoreException.Fault.NOT_DONE,
                "Another hub uses the file " + file
                        + ". SQLite has one hub to a file: give this one another file, or use"
                        + " PostgreSQL for several.",
                null);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) { // why: a hub in this JVM has it
            return false;
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
