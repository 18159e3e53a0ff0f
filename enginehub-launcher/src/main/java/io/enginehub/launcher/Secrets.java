package io.enginehub.launcher;

import java.util.regex.Pattern;

/** Keeps passwords out of what is printed, wherever a text has the URL of a store in it. */
final class Secrets {
    private static final Pattern PARAMETER = Pattern.compile("(?i)(password=)(?!…)[^&\\s]+");
    private static final Pattern AUTHORITY = Pattern.compile("(://[^/?\\s:@]*):[^/?\\s]*@");

    private Secrets() {}

    static String masked(String text) {
        return AUTHORITY.matcher(PARAMETER.matcher(text).replaceAll("$1…")).replaceAll("$1:…@");
    }
}
