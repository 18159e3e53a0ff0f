package io.enginehub.launcher;

import java.nio.file.Path;

/** What {@code --store} names. */
sealed interface StoreChoice {
    /** Nothing is kept. */
    record Memory() implements StoreChoice {}

    /** A store that is still there when a run has ended. */
    sealed interface Kept extends StoreChoice {
        /** As the store is opened by; it may hold a password. */
        String url();
    }

    /** A file of SQLite. */
    record File(Path path) implements Kept {
        @Override
        public String url() {
            return SQLITE + path;
        }
    }

    /** A database of PostgreSQL. */
    record Server(String url) implements Kept {}

    String SQLITE = "sqlite:";
    String POSTGRESQL = "postgresql://";

    /**
     * Reads the value of the option, of commands that look at what was kept.
     *
     * @throws BadInputException when it names no store, or memory
     */
    static Kept parseKept(String text) {
        if (parse(text) instanceof Kept kept) {
            return kept;
        }
        throw new BadInputException("--store " + text + ": nothing of it is left when its run has ended");
    }

    /**
     * Reads the value of the option.
     *
     * @throws BadInputException when it names no store, with what is allowed
     */
    static StoreChoice parse(String text) {
        String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        if (plain.equals("memory")) {
            return new Memory();
        }
        if (plain.startsWith(POSTGRESQL) && plain.length() > POSTGRESQL.length()) {
            return new Server(plain);
        }
        String path = plain.startsWith(SQLITE) ? plain.substring(SQLITE.length()) : "";
        // why: SQLite's driver takes these two for something else than a file's name
        if (path.isBlank() || path.contains("?") || path.contains(":memory:")) {
            throw new BadInputException("--store " + Secrets.masked(text) + ": name sqlite:PATH,"
                    + " jdbc:postgresql://HOST/DATABASE?user=…&password=…, or memory");
        }
        return new File(FileFaults.path(path));
    }
}
