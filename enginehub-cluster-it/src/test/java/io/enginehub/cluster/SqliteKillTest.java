package io.enginehub.cluster;

/** One hub, which comes back on the same file and port. */
class SqliteKillTest extends KillContract {
    @Override
    int hubs() {
        return 1;
    }

    @Override
    String store() {
        return "sqlite:" + cluster.folder().resolve("hub.db");
    }
}
