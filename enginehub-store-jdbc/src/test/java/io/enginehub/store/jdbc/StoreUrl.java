package io.enginehub.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Opens stores of tests: several may share one server, each with tables of its own. */
final class StoreUrl {
    private StoreUrl() {}

    static JdbcProcessStore open(String url, String prefix) {
        if (url.startsWith("sqlite:")) {
            return JdbcProcessStore.open(url);
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        HikariDataSource pool = new HikariDataSource(config);
        return new JdbcStoreBuilder(pool).tablePrefix(prefix).open(pool::close);
    }
}
