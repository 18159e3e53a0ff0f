package io.enginehub.store.jdbc;

import io.enginehub.api.spi.ProcessStore;
import io.enginehub.testkit.ProcessStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends ProcessStoreContract {
    @TempDir
    Path folder;

    @Override
    protected ProcessStore open() {
        return JdbcProcessStore.open("sqlite:" + folder.resolve("store.db"));
    }
}
