package io.enginehub.transport.http.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request: its route, the gate, the body, the endpoint, the answer. Nothing here blocks: what does, such as most
 * endpoints, runs on threads of its own.
 */
final class RouteHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(RouteHandler.class);
    private static final Problem BUSY = new Problem(
            503,
            "OVERLOADED",
            "More requests wait here than can be served soon. Try again.",
            List.of(),
            Duration.ofSeconds(1));

    private static final Set<String> LISTS = Set.of("Accept", "Prefer");

    private final RouteTable routes;
    private final Gate gate;
    private final ServerLimits limits;
    private final Deadlines deadlines;
    private final Executor blocking;
    private final Function<Throwable, Optional<Problem>> faults;

    RouteHandler(
            RouteTable routes,
            Gate gate,
            ServerLimits limits,
            Executor blocking,
            Function<Throwable, Optional<Problem>> faults) {
        super(InvocationType.NON_BLOCKING); // why: else Jetty hands each request to another thread
        this.faults = faults;
        this.routes = routes;
        this.gate = gate;
        this.limits = limits;
        this.deadlines = new Deadlines(limits.answerPatience());
        this.blocking = blocking;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean headOnly = request.getMethod().equals("HEAD");
        long begun = System.nanoTime();
        Optional<RouteTable.Found> found = found(request);
        CompletionStage<Answer> answer;
        try {
            answer = answer(request, found);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        answer.whenComplete((value, fault) -> {
            Answer shown = fault == null ? value : problem(request, fault).answer();
            if (shown.status() == 408 || shown.status() == 413) {
                shown = shown.with("Connection", "close"); // why: what is left of the body is not waited for
            }
            Route route = found.map(RouteTable.Found::route).orElse(null);
            routes.observer().answered(route, shown, Duration.ofNanos(System.nanoTime() - begun));
            Replies.write(response, shown, callback, headOnly);
        });
        return true;
    }

    /** Where it goes; empty: its path says nothing clear. */
    private Optional<RouteTable.Found> found(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null || !Percent.isPlainPath(path)
                ? Optional.empty()
                : Optional.of(routes.find(request.getMethod(), path));
    }

    private CompletionStage<Answer> answer(Request request, Optional<RouteTable.Found> where) {
        RouteTable.Found found = where.orElseThrow(() ->
                new ProblemException(Problem.badRequest("The path is malformed, or has dots, slashes or semicolons"
                        + " where none can be meant. Write it plainly.")));
        Route route = found.route();
        if (route == null) {
            return none(request, found).now();
        }
        Head head = head(request);
        Gate.Admission admission = gate.admit(route.scope(), head);
        Map<String, List<String>> query = query(request, route);
        return body(request, route).thenCompose(body -> {
            Ask ask = new Ask(route, found.variables(), query, head.headers(), admission.caller(body), body);
            return deadlines.bound(run(ask).toCompletableFuture());
        });
    }

    private static Answer none(Request request, RouteTable.Found found) {
        if (found.methods().isEmpty()) {
            return new Problem(404, "NO_SUCH_PATH", "There is nothing at this path.").answer();
        }
        String allowed = String.join(", ", found.methods());
        return new Problem(405, "NO_SUCH_METHOD", "This path takes " + allowed + ", not " + method(request) + ".")
                .answer()
                .with("Allow", allowed);
    }

    private static String method(Request request) {
        return request.getMethod().matches("[A-Z]{1,20}") ? request.getMethod() : "that";
    }

    private static Head head(Request request) {
        String query = request.getHttpURI().getQuery();
        return new Head(
                request.getMethod(),
                request.getHttpURI().getPath(),
                query == null ? "" : query,
                name -> header(request, name));
    }

    /** A header that may stand on several lines is one list (RFC 9110, section 5.3); what else does is refused. */
    private static Optional<String> header(Request request, String name) {
        List<String> lines = request.getHeaders().getValuesList(name);
        if (lines.size() > 1 && !LISTS.contains(name)) {
            throw new ProblemException(Problem.badRequest("Header '" + name + "' stands more than once."));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
    }

    private static Map<String, List<String>> query(Request request, Route route) {
        String text = request.getHttpURI().getQuery();
        Map<String, List<String>> query = Percent.parameters(text == null ? "" : text)
                .orElseThrow(() -> new ProblemException(Problem.badRequest("The query is not percent-encoded UTF-8.")));
        for (String name : query.keySet()) {
            if (!route.parameters().contains(name)) {
                String known = route.parameters().isEmpty()
                        ? "It takes none."
                        : "It takes " + String.join(", ", new TreeSet<>(route.parameters())) + ".";
                throw new ProblemException(Problem.badRequest("This path takes no such parameter. " + known));
            }
        }
        return query;
    }

    // ── the body ──

    private CompletableFuture<byte[]> body(Request request, Route route) {
        long length = request.getLength();
        if (length > route.maxBody()) {
            throw new ProblemException(tooLarge(route));
        }
        if (length == 0) {
            return CompletableFuture.completedFuture(new byte[0]);
        }
        checkType(request, route);
        checkEncoding(request);
        return read(request, Math.max(1, route.maxBody()))
                .orTimeout(limits.requestPatience().toMillis(), TimeUnit.MILLISECONDS)
                .handle((body, fault) -> {
                    if (fault == null && body.length <= route.maxBody()) {
                        return body;
                    }
                    if (fault == null || cause(fault) instanceof IllegalStateException) {
                        throw new ProblemException(tooLarge(route));
                    }
                    throw new ProblemException(
                            cause(fault) instanceof TimeoutException
                                    ? new Problem(408, "TOO_SLOW", "The body took too long to arrive.")
                                    : Problem.badRequest("The body broke off."));
                });
    }

    private static CompletableFuture<byte[]> read(Request request, int most) {
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        Content.Source.asByteArrayAsync(
                request, most, Promise.Invocable.from(InvocationType.NON_BLOCKING, body::complete, fault -> {
                    boolean unused = body.completeExceptionally(fault);
                }));
        return body;
    }

    private static void checkType(Request request, Route route) {
        String bare =
                header(request, "Content-Type").orElse("").split(";", 2)[0].strip();
        if (route.takes() != null && !route.takes().equalsIgnoreCase(bare)) {
            throw new ProblemException(new Problem(
                    415, "WRONG_TYPE", "This path takes a body of the Content-Type " + route.takes() + "."));
        }
    }

    /** why: what is small on the way must not become large here. */
    private static void checkEncoding(Request request) {
        if (header(request, "Content-Encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .isPresent()) {
            throw new ProblemException(
                    new Problem(415, "WRONG_ENCODING", "Bodies are taken as they are, without a Content-Encoding."));
        }
    }

    private static Problem tooLarge(Route route) {
        return new Problem(
                413,
                "TOO_LARGE",
                route.maxBody() == 0
                        ? "This path takes no body."
                        : "The body is too large; at most " + route.maxBody() + " bytes are taken.");
    }

    // ── the endpoint ──

    private CompletionStage<Answer> run(Ask ask) {
        if (!ask.route().blocks()) {
            return ask.route().endpoint().answer(ask);
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            blocking.execute(() -> {
                try {
                    ask.route().endpoint().answer(ask).whenComplete((value, fault) -> {
                        if (fault == null) {
                            answer.complete(value);
                        } else {
                            answer.completeExceptionally(fault);
                        }
                    });
                } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            throw new ProblemException(BUSY);
        }
        return answer;
    }

    private Problem problem(Request request, Throwable fault) {
        Throwable cause = cause(fault);
        if (cause instanceof ProblemException refused) {
            return refused.problem();
        }
        if (cause instanceof TimeoutException) {
            return new Problem(504, "NO_ANSWER", "No answer came in time; nobody knows whether it was done.");
        }
        Optional<Problem> told = faults.apply(cause);
        if (told.isPresent()) {
            return told.get();
        }
        LOG.error("{} {} failed.", method(request), request.getHttpURI().getPath(), cause);
        return new Problem(500, "INTERNAL", "The server failed; its log says why.");
    }

    private static Throwable cause(Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }
}
