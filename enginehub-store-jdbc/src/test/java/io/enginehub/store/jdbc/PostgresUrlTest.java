package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresUrlTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql://h/d,                              jdbc:postgresql://h/d,           ,     ",
        "postgresql://h:5/d?user=u&password=p%26q,      jdbc:postgresql://h:5/d?user=u,  ,     p&q",
        "postgresql://h/d?password=p&ssl=true,          jdbc:postgresql://h/d?ssl=true,  ,     p",
        "postgresql://u@h/d,                            jdbc:postgresql://h/d,           u,    ",
        "postgresql://u:p%40q@h/d?ssl=true,             jdbc:postgresql://h/d?ssl=true,  u,    p@q",
        "postgresql:d,                                  jdbc:postgresql:d,               ,     "
    })
    void takesThePasswordOutOfTheUrl(String text, String jdbc, String user, String password) {
        PostgresUrl url = PostgresUrl.parse(text);
        assertEquals(jdbc, url.jdbc());
        assertEquals(user, url.user());
        assertEquals(password, url.password());
        assertEquals(jdbc, url.toString());
    }

    @Test
    void isNotRepeatedWithItsPasswordWhereItNamesNoStore() {
        for (String wrong : new String[] {
            "mysql://u:s3cret@h/d",
            "postgres://h/d?password=s3cret",
            "jdbc:x?a=s3cret",
            "postgresql://me:s3cret@h:port/d"
        }) {
            String message = assertThrows(IllegalArgumentException.class, () -> JdbcProcessStore.open(wrong))
                    .getMessage();
            assertFalse(message.contains("s3cret"), message);
        }
    }
}
