package io.enginehub.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

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

    /** What is wrong with a store's rows. */
    static List<Finding> verify(String url, String prefix) throws SQLException {
        String jdbc = url.startsWith("jdbc:") ? url : "jdbc:" + url;
        try (Connection connection = DriverManager.getConnection(jdbc)) {
            return StoreAudit.run(connection, new Tables(Dialect.of(connection), prefix));
        }
    }
}
