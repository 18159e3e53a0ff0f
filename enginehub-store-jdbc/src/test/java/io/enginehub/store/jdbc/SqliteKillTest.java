package io.enginehub.store.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteKillTest extends KillContract {
    @TempDir
    Path folder;

    @Override
    String url() {
        return "sqlite:" + folder.resolve("store.db");
    }

    @Override
    String prefix() {
        return "enginehub_";
    }
}
