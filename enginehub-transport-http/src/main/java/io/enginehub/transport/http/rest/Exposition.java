package io.enginehub.transport.http.rest;

import java.util.Arrays;

/** Text in the exposition format 0.0.4 of Prometheus. */
final class Exposition {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();

    /** Begins the samples of one name. */
    Family family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return new Family(name);
    }

    /** Labels with one more. */
    static String[] with(String[] labels, String name, String value) {
        String[] more = Arrays.copyOf(labels, labels.length + 2);
        more[labels.length] = name;
        more[labels.length + 1] = value;
        return more;
    }

    /** The samples of one name. */
    final class Family {
        private final String name;

        private Family(String name) {
            this.name = name;
        }

        /** Adds a sample; labels are names and values in turn. */
        Family sample(double value, String... labels) {
            return sample("", value, labels);
        }

        Family sample(String suffix, double value, String... labels) {
            text.append(name).append(suffix);
            for (int i = 0; i < labels.length; i += 2) {
                text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
                text.append(escaped(labels[i + 1])).append('"');
            }
            text.append(labels.length == 0 ? " " : "} ");
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            text.append(whole ? Long.toString((long) value) : Double.toString(value))
                    .append('\n');
            return this;
        }
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
