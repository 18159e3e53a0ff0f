package io.enginehub.transport.http.server;

/** Ends an endpoint with a problem. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false); // why: it is an answer, and nobody reads its stack trace
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
