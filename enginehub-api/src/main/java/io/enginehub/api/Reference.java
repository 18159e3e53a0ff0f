package io.enginehub.api;

/**
 * A place in a flow's data: {@code split#/train} is the value at the JSON Pointer {@code /train} (RFC 6901) of the
 * output of processor {@code split}. Processor {@code ""} is the process's input, pointer {@code ""} the whole value.
 */
public record Reference(String processor, String pointer) {
    /**
     * Reads {@code key}, {@code key#/pointer}, {@code #/pointer} or {@code #}.
     *
     * @throws IllegalArgumentException with the reason, when the text is malformed
     */
    public static Reference parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a reference is empty; '#' alone is the process's input");
        }
        int hash = text.indexOf('#');
        String processor = hash < 0 ? text : text.substring(0, hash);
        String pointer = hash < 0 ? "" : text.substring(hash + 1);
        if (!processor.isEmpty() && !Names.isName(processor)) {
            throw new IllegalArgumentException("'" + processor + "' is not a processor key: " + Names.RULE);
        }
        JsonPointer.check(pointer);
        return new Reference(processor, pointer);
    }

    /** Whether this is (a part of) the process's input. */
    public boolean isProcessInput() {
        return processor.isEmpty();
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return processor.isEmpty() ? "#" + pointer : pointer.isEmpty() ? processor : processor + "#" + pointer;
    }
}
