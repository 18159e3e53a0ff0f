package io.enginehub.store.jdbc;

class PostgresKillTest extends KillContract {
    private final String prefix = TestPostgres.newPrefix();

    @Override
    String url() {
        return TestPostgres.url();
    }

    @Override
    String prefix() {
        return prefix;
    }
}
