package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreChoiceTest {
    @Test
    void isAFileADatabaseOrMemory() {
        assertEquals(new StoreChoice.File(Path.of("a b/h.db")), StoreChoice.parse("sqlite:a b/h.db"));
        assertEquals(new StoreChoice.File(Path.of("/h.db")), StoreChoice.parse("jdbc:sqlite:/h.db"));
        assertEquals(new StoreChoice.Server("postgresql://h/d"), StoreChoice.parse("jdbc:postgresql://h/d"));
        assertEquals(new StoreChoice.Server("postgresql://h/d"), StoreChoice.parse("postgresql://h/d"));
        assertEquals(new StoreChoice.Memory(), StoreChoice.parse("memory"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history.db",
                "sqlite:",
                "sqlite: ",
                "sqlite::memory:",
                "sqlite:a.db?cache=shared",
                "postgres://h/d",
                "postgresql:",
                "mysql://me:s3cret@h/d",
                "oracle:x?password=s3cret&a=b"
            })
    void isToldWithWhatIsAllowedWhereItIsNone(String text) {
        String message = assertThrows(BadInputException.class, () -> StoreChoice.parse(text))
                .getMessage();
        for (String allowed : new String[] {"sqlite:PATH", "jdbc:postgresql://HOST/DATABASE", "memory"}) {
            assertTrue(message.contains(allowed), message);
        }
        assertFalse(message.contains("s3cret"), message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "at postgresql://h/d?user=me&password=a%26b&ssl=on: no,  at postgresql://h/d?user=me&password=…&ssl=on: no",
                "unknown 'jdbc:x?Password=it's',                         unknown 'jdbc:x?Password=…",
                "name password=… or none,                                name password=… or none",
                "postgresql://me:a:b@h:5432/d,                           postgresql://me:…@h:5432/d",
                "postgresql://h:5432/d,                                  postgresql://h:5432/d",
                "see https://a.example/b: write to me@b.example,         see https://a.example/b: write to me@b.example"
            })
    void isShownWithoutItsPassword(String text, String shown) {
        assertEquals(shown, Secrets.masked(text));
    }
}
