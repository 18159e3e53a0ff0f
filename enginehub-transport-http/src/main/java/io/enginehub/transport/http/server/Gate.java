package io.enginehub.transport.http.server;

/** Lets requests in or not. */
public interface Gate {
    /** Somebody whose request's head is good; some must show that its body is theirs, too. */
    @FunctionalInterface
    interface Admission {
        /**
         * Who asks.
         *
         * @throws ProblemException when the body is not what the head vouches for
         */
        Caller caller(byte[] body);
    }

    /**
     * Looks at a request before its body is read.
     *
     * @throws ProblemException when it may not do what the scope stands for
     */
    Admission admit(Scope scope, Head head);
}
