package io.enginehub.launcher;

/**
 * What the streams can show.
 *
 * @param live whether standard error is a terminal on which lines can be drawn anew
 * @param colour whether what is printed may be coloured
 * @param columns how wide standard output is; {@link #UNLIMITED} where it is no terminal, so that nothing is cut
 * @param viewColumns how wide standard error is, where it is live
 * @param viewRows how high it is
 */
record Terminal(boolean live, boolean colour, int columns, int viewColumns, int viewRows) {
    static final int UNLIMITED = Integer.MAX_VALUE;

    /** No terminal: a file or a pipe. */
    static final Terminal NONE = new Terminal(false, false, UNLIMITED, UNLIMITED, UNLIMITED);

    private static final String BOLD = "1";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String DIM = "2";

    String bold(String text) {
        return styled(BOLD, text);
    }

    String good(String text) {
        return styled(GREEN, text);
    }

    String bad(String text) {
        return styled(RED, text);
    }

    String busy(String text) {
        return styled(YELLOW, text);
    }

    String dim(String text) {
        return styled(DIM, text);
    }

    private String styled(String code, String text) {
        return colour && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
