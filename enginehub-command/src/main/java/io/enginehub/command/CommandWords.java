package io.enginehub.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words: at white space that is not between quotes, single or double ones. A quote of the one kind
 * means itself between quotes of the other; nothing else is special, a backslash neither. No shell is behind it: there
 * are no variables, patterns or pipes.
 */
public final class CommandWords {
    private CommandWords() {}

    /**
     * The words of a command.
     *
     * @throws IllegalArgumentException when a quote is not closed, or there is no word
     */
    public static List<String> split(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                inWord = true; // why: "" is a word
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote " + quote + " is not closed in: " + command);
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("the command names no program: '" + command + "'");
        }
        return words;
    }
}
