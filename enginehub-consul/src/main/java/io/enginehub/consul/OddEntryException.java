package io.enginehub.consul;

/** An entry of Consul is not one of ours, or is one that nobody should follow. */
final class OddEntryException extends RuntimeException {
    private final String why;

    OddEntryException(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
