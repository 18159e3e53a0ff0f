package io.enginehub.api;

/**
 * A place in a flow's data: {@code split#/train} is the value at the JSON Pointer {@code /train} (RFC 6901) of the
 * output of processor {@code split}. Processor {@code ""} is the process's input, pointer {@code ""} the whole value.
 *
 * @param processor a processor's key, or {@code ""}
 * @param pointer a JSON Pointer, or {@code ""}
 */
public record Reference(String processor, String pointer) {
    /** Throws {@link IllegalArgumentException} with the reason, when a part is malformed. */
    public Reference {
        if (!processor.isEmpty() && !Names.isName(processor)) {
            throw new IllegalArgumentException(Names.quoted(processor) + " is no processor key");
        }
        JsonPointer.check(pointer);
    }

    /**
     * Reads {@code key}, {@code key#/pointer}, {@code #/pointer} or {@code #}. {@code key#} is the same as {@code key}.
     *
     * @throws IllegalArgumentException with the reason, when the text is malformed
     */
    public static Reference parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a reference is empty; '#' alone is the process's input");
        }
        int hash = text.indexOf('#');
        return hash < 0 ? new Reference(text, "") : new Reference(text.substring(0, hash), text.substring(hash + 1));
    }

    /** Whether this is (a part of) the process's input. */
    public boolean isProcessInput() {
        return processor.isEmpty();
    }

    /** Whether this is what another reference finds, or a part of it. */
    boolean isWithin(Reference whole) {
        return processor.equals(whole.processor)
                && (pointer.equals(whole.pointer) || pointer.startsWith(whole.pointer + "/"));
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return processor.isEmpty() ? "#" + pointer : pointer.isEmpty() ? processor : processor + "#" + pointer;
    }
}
