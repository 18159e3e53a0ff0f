package io.enginehub.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DataFolderTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "Linux,      ,              ,        /home/me/.local/share/enginehub",
        "FreeBSD,    XDG_DATA_HOME, /data,   /data/enginehub",
        "Linux,      XDG_DATA_HOME, data,    /home/me/.local/share/enginehub",
        "Linux,      XDG_DATA_HOME, ' ',     /home/me/.local/share/enginehub",
        "Linux,      ENGINEHUB_HOME, /mine,  /mine",
        "Mac OS X,   XDG_DATA_HOME, /data,   /home/me/Library/Application Support/EngineHub",
        "Mac OS X,   ENGINEHUB_HOME, /mine,  /mine",
        "Windows 11, LOCALAPPDATA,  /local,  /local/EngineHub",
        "Windows 11, ,              ,        /home/me/AppData/Local/EngineHub"
    })
    void isWhereTheSystemKeepsSuchThings(String system, String variable, String value, String expected) {
        Map<String, String> env = variable == null ? Map.of() : Map.of(variable, value);
        assertEquals(Path.of(expected), DataFolder.of(env, system, "/home/me"));
    }

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        Path made = folder.resolve("share/enginehub");
        DataFolder.make(made);
        assertTrue(Files.isDirectory(made));
        PosixFileAttributeView posix = Files.getFileAttributeView(made, PosixFileAttributeView.class);
        if (posix != null) {
            assertEquals(
                    Set.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE),
                    posix.readAttributes().permissions());
        }
        DataFolder.make(made);
    }

    @Test
    void tellsWhatToDoWhereItCannotBeMade() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        String message = assertThrows(BadInputException.class, () -> DataFolder.make(file.resolve("enginehub")))
                .getMessage();
        assertTrue(message.contains("--store sqlite:PATH") && message.contains("--store memory"), message);
    }
}
