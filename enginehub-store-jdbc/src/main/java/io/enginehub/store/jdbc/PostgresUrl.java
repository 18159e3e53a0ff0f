package io.enginehub.store.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a PostgreSQL database with its password taken out, so that no message or log that shows the URL shows that.
 *
 * @param jdbc the URL for the driver
 */
record PostgresUrl(
        String jdbc, @Nullable String user, @Nullable String password) {
    static final String SCHEME = "postgresql:";

    /** Reads {@code postgresql://[USER[:PASSWORD]@]HOST/DATABASE?user=…&password=…}. */
    static PostgresUrl parse(String text) {
        int mark = text.indexOf('?');
        String place = mark < 0 ? text : text.substring(0, mark);
        String user = null;
        String password = null;
        int at = place.lastIndexOf('@');
        int start = place.indexOf("//") + 2;
        if (at >= start && start > 1) {
            String[] names = place.substring(start, at).split(":", 2);
            user = decoded(names[0]);
            password = names.length > 1 ? decoded(names[1]) : null;
            place = place.substring(0, start) + place.substring(at + 1);
        }
        List<String> kept = new ArrayList<>();
        for (String parameter :
                mark < 0 ? new String[0] : text.substring(mark + 1).split("&", -1)) {
            if (parameter.startsWith("password=")) {
                password = decoded(parameter.substring("password=".length()));
            } else if (!parameter.isEmpty()) {
                kept.add(parameter);
            }
        }
        return new PostgresUrl("jdbc:" + place + (kept.isEmpty() ? "" : "?" + String.join("&", kept)), user, password);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return jdbc;
    }
}
