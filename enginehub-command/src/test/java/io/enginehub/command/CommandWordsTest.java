package io.enginehub.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandWordsTest {
    @Test
    void splitsAtWhiteSpace() {
        assertEquals(List.of("python3", "score.py", "-v"), CommandWords.split("  python3\tscore.py  -v\n"));
    }

    @Test
    void keepsWhatIsQuotedTogether() {
        assertEquals(
                List.of("C:\\Program Files\\python.exe", "it's", "", "say \"hi\""),
                CommandWords.split("\"C:\\Program Files\\python.exe\" \"it's\" '' 'say \"hi\"'"));
        assertEquals(List.of("--name=a b"), CommandWords.split("--name='a b'"));
    }

    @Test
    void leavesToNoShellWhatOneWouldTake() {
        assertEquals(
                List.of("echo", "$HOME", "*", ">", "a\\", "b;", "c"), CommandWords.split("echo $HOME * > a\\ b; c"));
    }

    @Test
    void refusesAQuoteThatIsOpenAndACommandWithoutAProgram() {
        assertThrows(IllegalArgumentException.class, () -> CommandWords.split("python3 'score.py"));
        assertThrows(IllegalArgumentException.class, () -> CommandWords.split(" "));
        assertThrows(IllegalArgumentException.class, () -> CommandWords.split("'' x"));
    }
}
